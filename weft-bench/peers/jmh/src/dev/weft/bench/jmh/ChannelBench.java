package dev.weft.bench.jmh;

import dev.weft.Select;
import dev.weft.Selectable;
import dev.weft.channel.Channel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// Channel operations that find what they want at once: nobody waits, nobody competes.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class ChannelBench {
  private final Channel<Integer> buffered = Channel.buffered(128);
  private final Channel<Integer> rendezvous = Channel.rendezvous();

  /// The blocking pair.
  @Benchmark
  public Integer sendReceive() throws InterruptedException {
    buffered.send(1);
    return buffered.receive();
  }

  /// The pair that never waits.
  @Benchmark
  public Optional<Integer> trySendTryReceive() {
    buffered.trySend(1);
    return buffered.tryReceive();
  }

  /// The same through the general way of waiting.
  @Benchmark
  public Integer sendAwaitReceiving() throws InterruptedException {
    buffered.send(1);
    return buffered.receiving().await();
  }

  /// Nobody is there.
  @Benchmark
  public boolean trySendInVain() {
    return rendezvous.trySend(1);
  }

  /// A choice of receives, of which the last one can be done.
  @State(Scope.Thread)
  public static class Choices {
    @Param({"1", "2", "8"})
    public int clauses;

    Channel<Integer> ready;
    Selectable<Integer> any;

    @Setup(Level.Trial)
    public void open() {
      List<Channel<Integer>> channels = new ArrayList<>();
      for (int i = 0; i < clauses; i++) {
        channels.add(Channel.buffered(2));
      }
      ready = channels.getLast();
      any = Select.any(channels.stream().map(Channel::receiving).toList());
    }
  }

  /// A select that finds a value at once.
  @Benchmark
  public Integer select(Choices choices) throws InterruptedException {
    choices.ready.send(1);
    return choices.any.await();
  }
}
