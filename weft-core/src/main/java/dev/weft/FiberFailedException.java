package dev.weft;

import dev.weft.internal.util.Texts;
import org.jspecify.annotations.Nullable;

/// Thrown by those who wait for a fiber whose body has thrown; the cause is what it threw.
public final class FiberFailedException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /// With what the fiber threw.
  public FiberFailedException(String fiber, Throwable cause) {
    super(fiber + " failed: " + origin(cause), cause);
  }

  /// Of a failure that has come up through many fibers each exception names its own and the first: with all in between, a stack trace would tell it again at each level.
  private static @Nullable String origin(Throwable cause) {
    Throwable origin = cause;
    while (origin instanceof FiberFailedException && origin.getCause() instanceof FiberFailedException) {
      origin = origin.getCause();
    }
    return origin instanceof FiberFailedException ? origin.getMessage() : Texts.of(origin);
  }
}
