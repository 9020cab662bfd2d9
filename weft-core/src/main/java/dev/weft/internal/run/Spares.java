package dev.weft.internal.run;

import org.jspecify.annotations.Nullable;

/// The carriers that stand in for held ones. The monitor asks for them; they are kept for the next time.
final class Spares {
  private final CarrierEngine engine;

  Spares(CarrierEngine engine) {
    this.engine = engine;
  }

  int count() {
    return engine.allCarriers().length - engine.regularCarriers().length;
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

  /// One without duty, new if there is none.
  synchronized Carrier take() {
    Carrier resting = findResting();
    if (resting != null) {
      return resting;
    }
    return engine.addSpare();
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
