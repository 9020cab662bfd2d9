package dev.weft.testing;

import java.lang.ref.WeakReference;

/// Whether something is kept by nobody any more.
public final class Collected {
  private Collected() {}

  /// Collects garbage until it is.
  ///
  /// @throws AssertionError if it is not within 10 seconds
  public static void until(String what, WeakReference<?> reference) {
    Eventually.until(
        what + " is collected",
        () -> {
          System.gc();
          return reference.refersTo(null);
        });
  }
}
