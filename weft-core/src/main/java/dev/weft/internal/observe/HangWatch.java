package dev.weft.internal.observe;

import dev.weft.observe.FiberTable;
import dev.weft.observe.RowGroup;
import dev.weft.observe.WaitCycle;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// Hands out the table of fibers when nothing has run for some time. Looks four times in the time that counts as a hang; a look that comes
/// later than it should does not count: the whole process was stopped.
///
/// A table makes fibers run that have to tell what they wait for, so what has run meanwhile may be its own doing or the program's. Therefore it is taken once more then, after another such time,
/// and handed out if it tells something else.
final class HangWatch implements LongSupplier {
  private static final int LOOKS = 4;

  /// Looks are no nearer to each other than some milliseconds, and no watch is more punctual.
  private static final long LEAST_STANDSTILL = 100_000_000;

  private final long quiet;
  private final LongSupplier clock;
  private final BooleanSupplier starting;
  private final Consumer<? super FiberTable> action;
  private @Nullable Activity activity;
  private long lastLook;
  private long since;
  private boolean done;
  private @Nullable List<?> shown;

  /// @param starting whether the program has not begun yet, so that it does not hang
  HangWatch(long quiet, LongSupplier clock, BooleanSupplier starting, Consumer<? super FiberTable> action) {
    this.quiet = quiet;
    this.clock = clock;
    this.starting = starting;
    this.action = action;
  }

  /// Looks; returns after how long to look again.
  @Override
  public long getAsLong() {
    long now = clock.getAsLong();
    long passed = now - lastLook;
    lastLook = now;
    Activity seen = Activity.now();
    if (!seen.equals(activity) || starting.getAsBoolean()) {
      activity = seen;
      since = now;
      done = false;
      shown = null;
      return quiet / LOOKS;
    }
    if (passed >= Math.max(quiet / 2, LEAST_STANDSTILL)) {
      since += passed;
    }
    if (now - since >= quiet && !done) {
      show();
      activity = Activity.now();
      since = now;
      done = seen.equals(activity);
    }
    return quiet / LOOKS;
  }

  private void show() {
    try {
      FiberTable table = FiberTable.take();
      List<?> told = told(table);
      if (!told.equals(shown)) {
        shown = told;
        action.accept(table);
      }
    } catch (RuntimeException | Error e) { // the next hang is to be shown all the same
      System.getLogger("dev.weft").log(Level.ERROR, "the action for a program that hangs threw", e);
    }
  }

  /// What it tells without its times: who is there, and waits for what.
  private static List<?> told(FiberTable table) {
    List<Object> told = new ArrayList<>();
    for (RowGroup group : table.threads()) {
      told.add(List.of(group.count(), group.names(), group.first().status(), group.first().waits()));
    }
    for (WaitCycle cycle : table.cycles()) {
      cycle.members().forEach(member -> told.add(List.of(member.name(), member.waits())));
    }
    table.held().forEach(held -> told.add(held.fiber()));
    return told;
  }
}
