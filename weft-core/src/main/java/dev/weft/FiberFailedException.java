package dev.weft;

import dev.weft.internal.util.Texts;

/// Thrown by those who wait for a fiber whose body has thrown; the cause is what it threw.
public final class FiberFailedException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /// With what the fiber threw.
  public FiberFailedException(String fiber, Throwable cause) {
    super(fiber + " failed: " + Texts.of(cause), cause);
  }
}
