package dev.weft.bench.jmh;

import dev.weft.WaitReason;
import dev.weft.wait.Event;
import dev.weft.wait.WaitNode;
import dev.weft.wait.Waiter;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// One attempt to wait, settled before anybody parks.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class WaiterBench {
  private final Event<Boolean> event = new Ready();

  /// The object alone.
  @Benchmark
  public Waiter create() {
    return new Waiter(event, null);
  }

  /// Made, and settled by whoever makes the event happen.
  @Benchmark
  public boolean createSettle() {
    return new Waiter(event, null).trySettle();
  }

  /// Made, claimed by itself as it looks for a partner, and given back.
  @Benchmark
  public Waiter createClaimUnclaim() {
    var waiter = new Waiter(event, null);
    waiter.claim();
    waiter.unclaim();
    return waiter;
  }

  /// A whole wait for something that is there.
  @Benchmark
  public Boolean await() throws InterruptedException {
    return event.await();
  }

  private static final class Ready extends Event<Boolean> {
    @Override
    public boolean poll(WaitNode node) {
      node.succeed(true);
      return true;
    }

    @Override
    public void enlist(WaitNode node) {
      throw new IllegalStateException("it is always ready");
    }

    @Override
    public void delist(WaitNode node) {
      throw new IllegalStateException("it is always ready");
    }

    @Override
    public WaitReason reason() {
      return WaitReason.of("wait for", "nothing");
    }
  }
}
