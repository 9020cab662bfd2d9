package dev.weft.check.engine.explore;

import dev.weft.check.engine.strategy.Schedule;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/// Makes a failing schedule smaller: removes one stretch of a thread after the other, as long as the program still fails in
/// the same way. What is left is a schedule in which every switch is needed.
final class Shrinker {
  private static final int MOST_RUNS = 600;
  private static final long MOST_NANOS = 1_500_000_000L;

  private final Predicate<Schedule> fails;
  private final LongSupplier clock;
  private int runs;

  Shrinker(Predicate<Schedule> fails) {
    this(fails, System::nanoTime);
  }

  Shrinker(Predicate<Schedule> fails, LongSupplier clock) {
    this.fails = fails;
    this.clock = clock;
  }

  Schedule shrink(Schedule schedule) {
    long until = clock.getAsLong() + MOST_NANOS;
    Schedule best = schedule;
    for (int chunk = Math.max(1, best.length() / 2); chunk >= 1; chunk /= 2) {
      boolean smaller = true;
      while (smaller) {
        smaller = false;
        for (int at = best.length() - chunk; at >= 1; at--) {
          if (runs >= MOST_RUNS || clock.getAsLong() > until) {
            return best;
          }
          Schedule candidate = without(best, at, chunk);
          runs++;
          if (candidate.length() < best.length() && fails.test(candidate)) {
            best = candidate;
            smaller = true;
            at = Math.min(at, best.length() - chunk + 1);
          }
        }
      }
    }
    return best;
  }

  int runs() {
    return runs;
  }

  private static Schedule without(Schedule schedule, int from, int count) {
    Schedule smaller = schedule;
    for (int i = 0; i < count && from < smaller.length(); i++) {
      smaller = smaller.without(from);
    }
    return smaller;
  }
}
