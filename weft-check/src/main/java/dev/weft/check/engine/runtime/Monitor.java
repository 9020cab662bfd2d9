package dev.weft.check.engine.runtime;

import dev.weft.check.engine.race.Clocks;
import org.jspecify.annotations.Nullable;

/// The checker's own monitor of an object; application code never touches the real one.
final class Monitor {
  @Nullable Object object;
  int generation;
  @Nullable Task owner;
  int holds;
  /// Where the owner entered.
  int site;
  /// How many events the owner had executed when JDK code entered for it.
  int entered;
  /// The strategy has been told that the owner's entry excludes others: it was no mere read of the monitor.
  boolean excludes;
  /// Where it was last notified without anybody waiting; 0 if never. Such a notification is lost.
  int lostNotify;
  int[] clock = Clocks.EMPTY;
  /// The hash of the last operation, for the order of a schedule.
  long order;

  void reset(Object of, int in) {
    object = of;
    generation = in;
    owner = null;
    holds = 0;
    site = 0;
    entered = 0;
    excludes = false;
    lostNotify = 0;
    clock = Clocks.EMPTY;
    order = 0;
  }
}
