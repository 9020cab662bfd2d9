package dev.weft.internal.fiber;

/// What happens when a fiber's body ends and has left scopes open: their fibers must not outlive it.
final class Unclosed {
  private Unclosed() {}

  /// Cancels and awaits what is in the scopes that were left open. Called by the fiber, still on its own stack.
  static IllegalStateException end(FiberTask<?> fiber) {
    var mistake =
        new IllegalStateException(
            fiber + " has ended without closing " + fiber.scopes().getFirst().name()
                + "; open scopes with try-with-resources, and close them before the fiber that opened them ends");
    for (Owner scope : fiber.scopes()) {
      scope.cancel(mistake);
      while (!scope.closeIfEmpty()) {
        try {
          scope.quiet().await();
        } catch (InterruptedException e) {
          scope.cancel(e); // is cancelled already; its fibers are awaited all the same
        }
      }
    }
    return mistake;
  }
}
