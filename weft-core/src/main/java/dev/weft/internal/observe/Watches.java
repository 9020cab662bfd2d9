package dev.weft.internal.observe;

import dev.weft.internal.fiber.GraceWatch;
import dev.weft.internal.run.CarrierEngine;
import dev.weft.internal.util.Nanos;
import dev.weft.observe.FiberTable;
import dev.weft.observe.HangReport;
import dev.weft.observe.RuntimeListener;
import dev.weft.schedule.Scheduler;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/// Puts watchers where they are woken: on the monitor of a scheduler with carriers, else on a thread of their own.
public final class Watches {
  /// Schedulers without a monitor are looked at in this interval, or rarer.
  private static final long LEAST = 20_000_000;

  private static volatile BooleanSupplier starting = () -> false;

  private Watches() {}

  /// See `DeadlockWatch.install`.
  public static boolean deadlock(Scheduler scheduler, Consumer<? super HangReport> action) {
    Optional<DeadlockFinder> finder = DeadlockFinder.make(action);
    if (finder.isEmpty()) {
      return false;
    }
    if (scheduler instanceof CarrierEngine engine) {
      engine.monitor().listen(finder.get());
    } else {
      repeat("weft-deadlock-watch", finder.get()::look);
    }
    return true;
  }

  /// See `HoldWatch.install`.
  public static void holds(Scheduler scheduler, RuntimeListener listener) {
    if (scheduler instanceof CarrierEngine engine) {
      engine.monitor().listen(new Holds(listener));
    }
  }

  /// See `CancellationWatch.install`.
  public static void cancellations(RuntimeListener listener) {
    GraceWatch.listen(new Ignored(listener));
  }

  /// See `HangDump.install`.
  public static void hangs(Duration quiet, Consumer<? super FiberTable> action) {
    repeat("weft-hang-watch", new HangWatch(Nanos.of(quiet), System::nanoTime, () -> starting.getAsBoolean(), action));
  }

  /// Tells how to find out whether the program, which is being started, has begun: until then it cannot hang.
  public static void starting(BooleanSupplier hasNotBegun) {
    starting = hasNotBegun;
  }

  /// See `DeadlockWatch.ignore`.
  public static void ignore(Thread thread) {
    PlatformThreads.ignore(thread);
  }

  /// Takes back that a thread does nothing by itself.
  public static void heed(Thread thread) {
    PlatformThreads.heed(thread);
  }

  /// Calls it again and again on a daemon thread, after as many nanoseconds as it says; [Long#MAX_VALUE] for not any more.
  static void repeat(String name, LongSupplier look) {
    Thread thread =
        Thread.ofPlatform()
            .daemon()
            .name(name)
            .unstarted(
                () -> {
                  long next = LEAST;
                  while (next != Long.MAX_VALUE) {
                    LockSupport.parkNanos(Math.max(LEAST, next));
                    next = look.getAsLong();
                  }
                });
    PlatformThreads.ignore(thread);
    thread.start();
  }
}
