package dev.weft.check.engine.runtime;

import org.jspecify.annotations.Nullable;

/// How far the schedule that runs has come: at the strategy's pleasure, then fair, then endless.
///
/// ```
///   free --event Bounds.fairFrom--> fair --FairSuffix.isEndless--> endless, which is a failure
/// ```
final class Pace {
  private static final long TIME_OUT_EVERY = 1_000;
  private static final FairSuffix SUFFIX = new FairSuffix();
  @SuppressWarnings("NullAway.Init")
  private static Bounds bounds;
  /// The event at which the schedule becomes fair, or, when it is, at which it is looked at next.
  static long lookAt;
  static boolean fair;
  private static long nextTimeOut;

  private Pace() {}

  static void begin(Bounds of) {
    bounds = of;
    lookAt = of.fairFrom();
    fair = false;
  }

  /// To be called at event `lookAt`: true if the schedule has been fair for long enough to be endless. It becomes fair the first time.
  static boolean isEndless(long events) {
    if (!fair) {
      fair = true;
      nextTimeOut = events + TIME_OUT_EVERY;
      Choice.goesOnFairly();
      SUFFIX.begin(bounds, events);
    } else if (SUFFIX.isEndless(events)) {
      return !Ending.ended;
    }
    lookAt = SUFFIX.nextLook(events);
    return false;
  }

  /// True if all who are left are daemons, as virtual threads are, and had their time: a JVM would have ended without them.
  static boolean outlivesProgram(long events) {
    return events >= Bounds.LONG && Tasks.onlyDaemonsAreLeft();
  }

  static Failure livelock(long events) {
    Turns.RECORDER.endless(SUFFIX.endlessAt());
    return Livelocks.of(Tasks.all, Tasks.count, SUFFIX, events);
  }

  /// True each time the fair part has come so far again that the next time-out should fire, whoever else could run.
  static boolean timePasses() {
    boolean passes = Points.events >= nextTimeOut;
    if (passes) {
      nextTimeOut = Points.events + TIME_OUT_EVERY;
    }
    return passes;
  }

  /// Whoever has waited longest for its turn.
  static Task leastRecent(Task[] ready, int count) {
    Task best = ready[0];
    for (int i = 1; i < count; i++) {
      Task task = ready[i];
      if (task.lastTurn < best.lastTurn || task.lastTurn == best.lastTurn && task.id < best.id) {
        best = task;
      }
    }
    return best;
  }

  // ---- what happens in the fair part

  static void did(Task task, int site, @Nullable Object target, long offset) {
    if (fair) {
      SUFFIX.did(task, Sites.at(site), target, offset, Points.events);
    }
  }

  static void value(@Nullable Object value) {
    if (fair) {
      SUFFIX.value(value, Points.events);
    }
  }

  static void threadEnded() {
    if (fair) {
      SUFFIX.threadEnded(Points.events);
    }
  }

  /// Lets go of all objects.
  static void forget() {
    SUFFIX.forget();
  }
}
