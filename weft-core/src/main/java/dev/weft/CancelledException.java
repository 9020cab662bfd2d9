package dev.weft;

import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/// The cause of a cancellation that gave no other, and what those get who wait for a cancelled fiber.
public final class CancelledException extends CancellationException {
  private static final long serialVersionUID = 1;

  /// With who was cancelled, and why, if that is known.
  public CancelledException(String message, @Nullable Throwable cause) {
    super(message);
    if (cause != null) {
      initCause(cause);
    }
  }
}
