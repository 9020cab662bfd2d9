package dev.weft.observe;

import dev.weft.internal.observe.Watches;
import dev.weft.schedule.Scheduler;
import java.util.Objects;

/// Notices fibers that keep their carrier to themselves: an endless loop, a long computation, a native call.
///
/// From ten milliseconds on a carrier counts as held: others are moved to another one, and the culprit is recorded (see
/// [FiberTable]) and logged by the logger `dev.weft`, once for each place where such fibers are forked: at DEBUG, and as a WARNING when
/// it has held its carrier for a second while others waited.
///
/// Schedulers without carriers of their own (`kernel`, `jdk`) have nothing to be held.
public final class HoldWatch {
  private HoldWatch() {}

  /// Watches a scheduler from now on. The listener is told of each time that a carrier is held.
  public static void install(Scheduler scheduler, RuntimeListener listener) {
    Watches.holds(Objects.requireNonNull(scheduler, "scheduler"), Objects.requireNonNull(listener, "listener"), true);
  }

  /// Watches a scheduler from now on: records and logs.
  public static void install(Scheduler scheduler) {
    install(scheduler, new RuntimeListener() {});
  }

  /// Watches a scheduler from now on: records, and logs nothing. For programs whose standard error and whose logging, which
  /// a first message would set up, are not Weft's to touch.
  public static void record(Scheduler scheduler) {
    Watches.holds(Objects.requireNonNull(scheduler, "scheduler"), new RuntimeListener() {}, false);
  }
}
