package dev.weft.observe;

import dev.weft.internal.observe.Watches;
import dev.weft.schedule.Scheduler;
import java.util.Objects;

/// Notices fibers that keep their carrier to themselves: an endless loop, a long computation, a native call (Go's sysmon, Vert.x' blocked thread checker).
///
/// From ten milliseconds on a carrier counts as held: others are moved to another one, and [FiberTable#held] names the culprit, whether anybody watches
/// or not. Where somebody does, the logger `dev.weft` tells of it too: at DEBUG, and as a WARNING when it has held its carrier for a second while
/// others waited. Each once for each place where such fibers are forked; of plain virtual threads, for each method of the program in which they are noticed.
///
/// Schedulers without carriers of their own (`kernel`, `jdk`) have nothing to be held.
public final class HoldWatch {
  private HoldWatch() {}

  /// Watches a scheduler from now on. The listener is told of each time that a carrier is held.
  public static void install(Scheduler scheduler, RuntimeListener listener) {
    Watches.holds(Objects.requireNonNull(scheduler, "scheduler"), Objects.requireNonNull(listener, "listener"));
  }

  /// Watches a scheduler from now on: logs.
  public static void install(Scheduler scheduler) {
    install(scheduler, new RuntimeListener() {});
  }
}
