package dev.weft.internal.run;

import java.util.concurrent.atomic.AtomicInteger;

/// How many carriers of a scheduler spin while they wait: few at once, and none where there are more carriers than processors.
final class SpinLimit {
  private final int most;
  private final AtomicInteger spinning = new AtomicInteger();

  SpinLimit(int carriers) {
    boolean eachHasAProcessor = carriers <= Runtime.getRuntime().availableProcessors();
    this.most = eachHasAProcessor ? Math.max(1, carriers / 4) : 0;
  }

  boolean isAnySpinning() {
    return spinning.get() != 0;
  }

  /// True if the caller may spin.
  boolean enter() {
    if (spinning.get() >= most) {
      return false;
    }
    spinning.incrementAndGet();
    return true;
  }

  void leave() {
    spinning.decrementAndGet();
  }
}
