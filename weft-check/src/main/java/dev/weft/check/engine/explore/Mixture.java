package dev.weft.check.engine.explore;

import dev.weft.check.engine.runtime.Bounds;
import dev.weft.check.engine.runtime.Startled;
import dev.weft.check.engine.runtime.Statics;
import dev.weft.check.engine.strategy.Dpor;
import dev.weft.check.engine.strategy.Portfolio;
import dev.weft.check.engine.strategy.SpuriousWakeups;
import dev.weft.check.engine.strategy.Strategy;
import org.jspecify.annotations.Nullable;

/// What each schedule of an exploration is like: whose turn it is in the portfolio, from where on it is fair, whether waits end for no
/// reason in it; and when no schedule is left that would be new.
///
/// Invariant: the exhaustive strategy's schedules are neither fair from an early event on nor startled, because it learns from each of
/// them for the next.
final class Mixture {
  /// One schedule in so many is fair from an early event on: threads that step aside for each other for ever do so only then.
  private static final int FAIR = 16;
  /// One schedule in so many wakes waiting threads for no reason, and at least so many do.
  private static final int STARTLED = 8;
  private static final int ENOUGH_STARTLED = 64;
  /// In a portfolio the exhaustive strategy, whose schedules cost more, gets this part of the time.
  private static final long EXHAUSTIVE_PART = 4;

  private final Request request;
  private final Tally tally;
  private final Portfolio portfolio;
  private final @Nullable Dpor exhaustive;
  private long exhaustiveNanos;

  /// One schedule to be run: who chooses, from which number, within which bounds.
  record Turn(Strategy strategy, long chance, Bounds bounds) {}

  Mixture(Request request, Tally tally) {
    this.request = request;
    this.tally = tally;
    this.portfolio = new Portfolio(request.strategy());
    this.exhaustive = portfolio.exhaustive();
  }

  String name() {
    return portfolio.name();
  }

  /// The exhaustive strategy, if it takes part.
  @Nullable Dpor exhaustive() {
    return exhaustive;
  }

  /// The next schedule.
  ///
  /// @param length how many events the first one had
  /// @param spent  nanoseconds since the exploration began
  Turn next(long length, long spent) {
    Strategy strategy = portfolio.next(tally.schedules);
    if (strategy == exhaustive && exhaustiveNanos > spent / EXHAUSTIVE_PART && !isAlone()) {
      strategy = portfolio.next(0);
    }
    long chance = chance(request.seed(), tally.schedules);
    Bounds bounds = Bounds.after(length);
    if (tally.schedules % FAIR == 0 && strategy != exhaustive) {
      bounds = bounds.fairFrom((chance >>> 1) % Math.max(1, length));
    }
    if (strategy != exhaustive && Startled.isPossible() && (isStartled(tally.schedules) || isAllButStartled())) {
      strategy = new SpuriousWakeups(strategy);
      tally.wasStartled();
    }
    return new Turn(strategy, chance, bounds);
  }

  /// A schedule took so long.
  void took(Turn turn, long nanos) {
    if (turn.strategy() == exhaustive) {
      exhaustiveNanos += nanos;
    }
  }

  /// True if there is nothing left to explore: every inequivalent schedule was run, or the exhaustive strategy alone was asked for
  /// and knows no more.
  boolean isDone() {
    Dpor all = exhaustive;
    return all != null && (isAllButStartled() && (!Startled.isPossible() || tally.startled() >= ENOUGH_STARTLED)
        || all.exhausted() && isAlone());
  }

  /// True if nothing but spurious wake-ups, which the exhaustive strategy leaves out, is left to explore.
  private boolean isAllButStartled() {
    Dpor all = exhaustive;
    return all != null && all.complete() && (Statics.initialisedElsewhere().isEmpty() || request.plan().initialisers());
  }

  private boolean isAlone() {
    return request.strategy().equals("dpor");
  }

  /// True if waits may end for no reason in the schedule of this number.
  static boolean isStartled(long number) {
    return number % STARTLED == 0;
  }

  /// The number from which the schedule of this number makes its choices.
  static long chance(long seed, long number) {
    long z = seed + number * 0x9E3779B97F4A7C15L;
    z = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
    return z ^ z >>> 27;
  }
}
