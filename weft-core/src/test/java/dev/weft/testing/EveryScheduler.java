package dev.weft.testing;

import dev.weft.Action;
import dev.weft.Weft;
import dev.weft.schedule.Scheduler;
import dev.weft.schedule.Schedulers;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/// Every scheduler that a program may run on: a test that takes one of these as its parameter runs on all of them.
///
/// ```java
/// @ParameterizedTest
/// @EnumSource
/// void valuesArriveInOrder(EveryScheduler on) throws Exception {
///   on.run(() -> { ... }); // in a fiber; fails with a report instead of hanging
/// }
/// ```
public enum EveryScheduler {
  WORK_STEALING_1(() -> Schedulers.workStealing(1)),
  WORK_STEALING_2(() -> Schedulers.workStealing(2)),
  WORK_STEALING_4(() -> Schedulers.workStealing(4)),
  EVENT_LOOP(Schedulers::eventLoop),
  PER_CORE_2(() -> Schedulers.perCore(2)),
  KERNEL(Schedulers::kernel),
  KERNEL_4(() -> Schedulers.kernel(4)),
  JDK(Schedulers::jdk);

  /// How long a body may take before it counts as hanging.
  private static final Duration LIMIT = Duration.ofSeconds(30);

  private final Supplier<Scheduler> maker;

  EveryScheduler(Supplier<Scheduler> maker) {
    this.maker = maker;
  }

  /// A new one; the caller closes it.
  public Scheduler open() {
    return maker.get();
  }

  /// Whether its fibers run on carriers of Weft.
  public boolean hasCarriers() {
    return switch (this) {
      case WORK_STEALING_1, WORK_STEALING_2, WORK_STEALING_4, EVENT_LOOP, PER_CORE_2 -> true;
      case KERNEL, KERNEL_4, JDK -> false;
    };
  }

  /// How many fibers may wait at once without using up the scheduler.
  public int room() {
    return this == KERNEL_4 ? 4 : Integer.MAX_VALUE;
  }

  /// Runs the body in a fiber of a new scheduler, then closes the scheduler, all within half a minute.
  public void run(Action body) throws Exception {
    call(
        () -> {
          body.run();
          return true;
        });
  }

  /// The same, with a value.
  public <T> T call(Callable<T> body) throws Exception {
    Scheduler scheduler = open();
    return within(
        LIMIT,
        scheduler,
        () -> {
          T value = Weft.with(scheduler).call(body);
          scheduler.close();
          return value;
        });
  }

  /// Runs a body on a platform thread of its own; if it takes longer than the limit, fails with what all threads do.
  public static <T> T within(Duration limit, Scheduler scheduler, Callable<T> body) throws Exception {
    var task = new FutureTask<>(body);
    Thread runner = Thread.ofPlatform().daemon().name("test of " + scheduler.name()).start(task);
    try {
      return task.get(limit.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      String report = report(scheduler);
      runner.interrupt();
      throw new AssertionError("not done within " + limit + " on " + report, e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Exception cause) {
        throw cause;
      }
      throw new AssertionError(e.getCause());
    }
  }

  private static String report(Scheduler scheduler) {
    var text = new StringBuilder(scheduler + "\n" + scheduler.stats() + "\n");
    for (Map.Entry<Thread, StackTraceElement[]> entry : Thread.getAllStackTraces().entrySet()) {
      text.append(entry.getKey()).append(' ').append(entry.getKey().getState()).append('\n');
      for (StackTraceElement frame : entry.getValue()) {
        text.append("    ").append(frame).append('\n');
      }
    }
    return text.toString();
  }
}
