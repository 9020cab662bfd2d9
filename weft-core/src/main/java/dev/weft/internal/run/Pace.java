package dev.weft.internal.run;

/// How long the turns of a carrier are on the average, without the time for which it was parked.
///
/// While turns are short, who has been woken waits best for its waker, with whom it shares what is in the cache: they talk. While they are
/// long, they compute, and may do so at the same time.
///
/// ```
///  quick --turns of more than [#LONG_TURN_NANOS] at two looks of the monitor in a row--> slow (thieves may take the run-next slot, and are woken to)
///  slow --shorter ones at one look, or nothing left for whoever has been woken--> quick
/// ```
/// A single look shows few turns also if the system has taken the processor away meanwhile. One that has begun no turn since the last look stays what
/// it was: it is idle, or without a processor; and one whose turn really lasts for so long is open to thieves for that.
final class Pace {
  /// Several times what it costs to wake another carrier and to move to it what is in the cache.
  private static final long LONG_TURN_NANOS = 10_000;

  private volatile boolean slow;

  // The carrier's own.

  private long parkedBefore;
  private long parkedSince;

  /// Written by the carrier. While it runs, how long it has been parked in all; while it is parked, that at its beginning, minus when that was. The
  /// last bit says which.
  private volatile long parked;

  // The monitor's own, from its last look.

  private long lastLook;
  private long lastTurns;
  private long lastParked;
  private boolean fewBefore;

  boolean isSlow() {
    return slow;
  }

  /// Called by the carrier before it parks.
  void parks(long now) {
    parkedSince = now;
    parked = (parkedBefore - now) << 1 | 1;
  }

  /// Called by the carrier after it was parked.
  void goesOn(long now) {
    parkedBefore += now - parkedSince;
    parked = parkedBefore << 1;
  }

  /// Called by who came for what was in the run-next slot, and was too late: they talk in spite of their long turns. Until the next look nobody
  /// is woken for them.
  void declined() {
    slow = false;
  }

  /// Called by the monitor, with the number of turns that the carrier has ever begun.
  void judge(long now, long turns) {
    long parkedNow = parkedUntil(now);
    long busy = now - lastLook - (parkedNow - lastParked);
    long begun = turns - lastTurns;
    lastLook = now;
    lastTurns = turns;
    lastParked = parkedNow;
    if (begun != 0) {
      boolean few = begun * LONG_TURN_NANOS < busy;
      slow = few && fewBefore;
      fewBefore = few;
    }
  }

  private long parkedUntil(long now) {
    long seen = parked;
    return (seen >> 1) + ((seen & 1) == 0 ? 0 : now);
  }
}
