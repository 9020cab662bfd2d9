package dev.weft.bench.jmh;

import dev.weft.internal.run.GlobalQueue;
import dev.weft.internal.run.RunQueue;
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
import org.openjdk.jmh.infra.Blackhole;

/// The queues of a carrier, used by their owner alone.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class RunQueueBench {
  private static final int HALF = RunQueue.CAPACITY / 2;

  private final Runnable task = () -> {};
  private final RunQueue local = new RunQueue();
  private final GlobalQueue global = new GlobalQueue();

  /// One task in, the same one out.
  @Benchmark
  public Object localPushPop() {
    local.push(task);
    return local.pop();
  }

  /// Half of the queue in, half of it out.
  @Benchmark
  public void localHalf(Blackhole sink) {
    for (int i = 0; i < HALF; i++) {
      local.push(task);
    }
    for (int i = 0; i < HALF; i++) {
      sink.consume(local.pop());
    }
  }

  /// One task through the queue that all threads share.
  @Benchmark
  public Object globalAddPoll() {
    global.add(task);
    return global.poll();
  }
}
