package dev.weft.bench.jmh;

import dev.weft.internal.run.TimerEntry;
import dev.weft.internal.run.TimerQueue;
import java.util.concurrent.ThreadLocalRandom;
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

/// Setting and cancelling a timer while others are set.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class TimerBench {
  private static final long SPAN = TimeUnit.HOURS.toNanos(1);

  @Param({"0", "1000", "1000000"})
  public int others;

  private TimerQueue timers;

  @Setup(Level.Trial)
  public void fill() {
    timers = new TimerQueue();
    for (int i = 0; i < others; i++) {
      timers.add(new Never(), ThreadLocalRandom.current().nextLong(SPAN));
    }
  }

  /// A time that may be anywhere among the others.
  @Benchmark
  public boolean setCancel() {
    var timer = new Never();
    timers.add(timer, ThreadLocalRandom.current().nextLong(SPAN));
    return timer.cancel();
  }

  /// A time-out behind all others, as most are.
  @Benchmark
  public boolean setCancelLast() {
    var timer = new Never();
    timers.add(timer, SPAN + 1);
    return timer.cancel();
  }

  private static final class Never extends TimerEntry {
    @Override
    protected void fire() {
      throw new IllegalStateException("nobody expires timers here");
    }
  }
}
