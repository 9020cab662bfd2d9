package dev.weft.internal.run;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// A timer whose firing a test can wait for, and which may fail in it.
final class TimerLatch extends TimerEntry {
  private final CountDownLatch fired = new CountDownLatch(1);
  private final @Nullable Error failure;

  TimerLatch() {
    this(null);
  }

  /// Throws that when it has fired.
  TimerLatch(@Nullable Error failure) {
    this.failure = failure;
  }

  @Override
  protected void fire() {
    fired.countDown();
    if (failure != null) {
      throw failure;
    }
  }

  boolean hasFired() throws InterruptedException {
    return fired.await(10, TimeUnit.SECONDS);
  }
}
