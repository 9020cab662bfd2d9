package dev.weft.internal.fiber;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What happens when a fiber's body ends and has left scopes open: their fibers must not outlive it.
final class Unclosed {
  private Unclosed() {}

  /// Cancels and awaits what is in the scopes that were left open; returns the mistake, with what has failed in them. Called by the fiber, still on its own stack. Null if
  /// somebody else has closed the last one at this moment.
  static @Nullable IllegalStateException end(FiberTask<?> fiber) {
    List<Owner> open = fiber.scopes();
    if (open.isEmpty()) {
      return null;
    }
    var mistake =
        new IllegalStateException(
            fiber + " has ended without closing " + open.getFirst().name()
                + "; open scopes with try-with-resources, and close them before the fiber that opened them ends");
    for (Owner scope : open) {
      scope.cancel(mistake);
      while (!scope.closeIfEmpty()) {
        try {
          scope.quiet().await();
        } catch (InterruptedException e) {
          scope.cancel(e); // is cancelled already; its fibers are awaited all the same
        }
      }
      Throwable failure = scope instanceof Ends ends ? ends.takeFailure() : null;
      if (failure != null) {
        mistake.addSuppressed(failure);
      }
    }
    return mistake;
  }
}
