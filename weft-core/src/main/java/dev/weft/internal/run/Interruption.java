package dev.weft.internal.run;

import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/// How a wait of the current thread ends early: an [InterruptedException], with the reason if the fiber has been cancelled or a deadline has passed.
public final class Interruption {
  private Interruption() {}

  /// Called before a wait: takes the interrupt, if there is one, and throws.
  public static void check() throws InterruptedException {
    if (Thread.interrupted()) {
      throw thrown();
    }
  }

  /// What a wait throws that has taken the interrupt.
  public static InterruptedException thrown() {
    Throwable reason = reason();
    return reason == null ? new InterruptedException() : because(reason, "cancelled");
  }

  /// The same for one that has more to tell.
  public static InterruptedException thrown(String message) {
    return because(reason(), message);
  }

  /// For waits that can throw no checked exception: the thread stays interrupted, and what they throw has the reason.
  public static CancellationException unchecked(String message, InterruptedException cause) {
    Thread.currentThread().interrupt();
    var exception = new CancellationException(message);
    exception.initCause(cause);
    return exception;
  }

  private static @Nullable Throwable reason() {
    Startable fiber = Engines.currentFiber();
    return fiber == null ? null : fiber.whyInterrupted();
  }

  private static InterruptedException because(@Nullable Throwable reason, String message) {
    var exception = new InterruptedException(message);
    if (reason != null) {
      exception.initCause(reason);
    }
    return exception;
  }
}
