package dev.weft.internal.run;

import java.util.concurrent.atomic.AtomicInteger;

/// How many carriers of a scheduler spin while they wait: few at once, and none where there are more carriers than processors, or only one processor,
/// which whoever is waited for needs.
final class SpinLimit {
  private final int most;
  private final AtomicInteger spinning = new AtomicInteger();

  SpinLimit(int carriers) {
    this(carriers, Runtime.getRuntime().availableProcessors());
  }

  SpinLimit(int carriers, int processors) {
    this.most = carriers > processors || processors == 1 ? 0 : Math.max(1, carriers / 4);
  }

  boolean isAnySpinning() {
    return spinning.get() != 0;
  }

  /// True if the caller may spin.
  boolean enter() {
    if (most == 0) {
      return false;
    }
    if (spinning.incrementAndGet() > most) {
      leave();
      return false;
    }
    return true;
  }

  void leave() {
    spinning.decrementAndGet();
  }
}
