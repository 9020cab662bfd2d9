package dev.weft.internal.run;

import org.jspecify.annotations.Nullable;

/// The carriers that stand in for held ones. The monitor asks for them; they are kept for the next time.
final class Spares {
  private final CarrierEngine engine;

  /// How often in a row the system had no thread for a new one. Guarded by this.
  private int refusals;

  Spares(CarrierEngine engine) {
    this.engine = engine;
  }

  /// How many there are, and how many more there would be: the later comes the next one.
  synchronized int count() {
    return engine.allCarriers().length - engine.regularCarriers().length + refusals;
  }

  /// Whether one without duty is there.
  boolean anyRests() {
    return findResting() != null;
  }

  /// Whether all are without duty, and have given back what they had.
  boolean allRest() {
    for (Carrier carrier : engine.allCarriers()) {
      if (carrier.isSpare() && !carrier.duty().isFree()) {
        return false;
      }
    }
    return true;
  }

  private @Nullable Carrier findResting() {
    for (Carrier carrier : engine.allCarriers()) {
      if (carrier.isSpare() && carrier.duty().isFree()) {
        return carrier;
      }
    }
    return null;
  }

  /// One without duty, new if there is none; null if the system has no thread for it now.
  synchronized @Nullable Carrier take() {
    Carrier resting = findResting();
    if (resting != null) {
      return resting;
    }
    try {
      Carrier added = engine.addSpare();
      refusals = 0;
      return added;
    } catch (OutOfMemoryError e) {
      if (refusals++ == 0) {
        engine.failed("an attempt to stand in for a carrier that is held", e);
      }
      return null;
    }
  }

  /// Whether anything waits for a held carrier, or for others that are held with it, such as the one that it stands in
  /// for: each held carrier has one spare, which may get held in its turn.
  boolean areNeededBehind(Carrier held) {
    if (held.hasWork()) {
      return true;
    }
    for (Carrier other : engine.allCarriers()) {
      boolean reachable = other.open && (engine.stealing() || other.acting() == held.acting());
      if (reachable && (other.next.isFull() || !other.local.isEmpty())) {
        return true;
      }
    }
    return false;
  }
}
