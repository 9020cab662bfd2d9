package dev.weft.sync;

import dev.weft.internal.util.CallSites;
import java.lang.StackWalker.StackFrame;
import org.jspecify.annotations.Nullable;

/// Where locks were taken, for reports; walking the stack takes a microsecond or more, so there is a budget.
///
/// A program that takes up to [#PER_MILLISECOND] locks a millisecond has each place recorded, and so has a burst of [#BURST]; beyond that
/// places are left out. The system property `dev.weft.lock.places` may say `all` or `none` instead of `some`.
///
/// The budget is counted without care for races: a few more or less make no difference.
final class Places {
  /// How many locks a millisecond are recorded in the long run.
  static final int PER_MILLISECOND = 16;

  /// How many are recorded however quickly they come.
  static final int BURST = 4096;

  private static final int REFILL_INTERVAL_MASK = 63;

  private enum Mode {
    ALL,
    SOME,
    NONE
  }

  private static final Mode MODE = mode();
  private static volatile int budget = BURST;
  private static volatile long refilled = System.nanoTime();

  private Places() {}

  private static Mode mode() {
    return switch (System.getProperty("dev.weft.lock.places", "some")) {
      case "all" -> Mode.ALL;
      case "some" -> Mode.SOME;
      case "none" -> Mode.NONE;
      case String other ->
          throw new IllegalArgumentException("dev.weft.lock.places=" + other + " is none of all, some, none");
    };
  }

  /// The caller's place, if the budget allows.
  ///
  /// @param sequence how often this lock has been taken: now and then it is the occasion to fill the budget again
  @SuppressWarnings("NonAtomicVolatileUpdate") // see above
  static @Nullable StackFrame record(int sequence) {
    if (MODE == Mode.NONE) {
      return null;
    }
    if (MODE == Mode.SOME) {
      if (budget <= 0) {
        if ((sequence & REFILL_INTERVAL_MASK) != 0 || !refill()) {
          return null;
        }
      }
      budget--;
    }
    return CallSites.caller().orElse(null);
  }

  private static boolean refill() {
    long now = System.nanoTime();
    long milliseconds = (now - refilled) / 1_000_000;
    if (milliseconds == 0) {
      return false;
    }
    refilled = now;
    budget = (int) Math.min(BURST, milliseconds * PER_MILLISECOND);
    return true;
  }

  /// For reports.
  static String describe(@Nullable StackFrame place) {
    return place == null
        ? "a place that was not recorded, because there are too many locks a second; -Ddev.weft.lock.places=all records each"
        : CallSites.place(place);
  }
}
