package dev.weft.internal.observe;

import dev.weft.observe.FiberTable;
import java.lang.System.Logger.Level;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// Hands out the table of fibers when nothing has run for some time. Looks four times in the time that counts as a hang; a look that comes
/// later than it should does not count: the whole process was stopped.
final class HangWatch implements LongSupplier {
  private static final int LOOKS = 4;

  /// Looks are no nearer to each other than some milliseconds, and no watch is more punctual.
  private static final long LEAST_STANDSTILL = 100_000_000;

  private final long quiet;
  private final LongSupplier clock;
  private final Consumer<? super FiberTable> action;
  private @Nullable Activity activity;
  private long lastLook;
  private long since;
  private boolean shown;

  HangWatch(long quiet, LongSupplier clock, Consumer<? super FiberTable> action) {
    this.quiet = quiet;
    this.clock = clock;
    this.action = action;
  }

  /// Looks; returns after how long to look again.
  @Override
  public long getAsLong() {
    long now = clock.getAsLong();
    long passed = now - lastLook;
    lastLook = now;
    Activity seen = Activity.now();
    if (!seen.equals(activity)) {
      activity = seen;
      since = now;
      shown = false;
      return quiet / LOOKS;
    }
    if (passed >= Math.max(quiet / 2, LEAST_STANDSTILL)) {
      since += passed;
    }
    if (now - since >= quiet && !shown) {
      shown = true;
      show();
      activity = Activity.now(); // a table makes fibers run that have to tell what they wait for
    }
    return quiet / LOOKS;
  }

  private void show() {
    try {
      action.accept(FiberTable.take());
    } catch (RuntimeException | Error e) { // the next hang is to be shown all the same
      System.getLogger("dev.weft").log(Level.ERROR, "the action for a program that hangs threw", e);
    }
  }
}
