package dev.weft.internal.fiber;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/// How a cancellation goes down the tree: from a scope to its fibers, from a fiber to the scopes that it has opened.
///
/// Whoever is cancelled already is passed over with all that is below: somebody else goes down there. A scope that was opened under a
/// shield is passed over too.
final class Cascade {
  private final Cancellation why;

  /// Cancelled, but not yet what is in them. A list instead of recursion: the tree may be deep.
  private final ArrayDeque<Owner> scopes = new ArrayDeque<>();

  /// To be watched when all are told: there may be no memory or thread for what only reports.
  private final List<Owner> told = new ArrayList<>();

  private Cascade(Cancellation why) {
    this.why = why;
  }

  /// Goes down from a scope that has just been cancelled.
  static void from(Owner scope, Cancellation why) {
    var cascade = new Cascade(why);
    cascade.scopes.add(scope);
    cascade.spread();
  }

  /// Goes down from a fiber that has just been cancelled.
  static void from(FiberTask<?> fiber, Cancellation why) {
    var cascade = new Cascade(why);
    cascade.enter(fiber);
    cascade.spread();
  }

  private void spread() {
    Owner scope = scopes.poll();
    while (scope != null) {
      List<FiberTask<?>> fibers = scope.fibers();
      for (FiberTask<?> fiber : fibers) {
        if (fiber.mark(why)) {
          enter(fiber);
        }
      }
      scope.endAllQueued();
      fibers.forEach(scope.engine()::cancelled); // now that none is left that could get the place of one that ends
      told.add(scope);
      scope = scopes.poll();
    }
    told.forEach(Owner::watchCancelled);
  }

  private void enter(FiberTask<?> fiber) {
    if (fiber.inner == null) {
      return; // a scope that is opened at this moment finds the interrupt
    }
    for (Owner inner : fiber.owner().innerOf(fiber)) {
      if (!inner.isShielded() && inner.markCancelled(why)) {
        scopes.add(inner);
      }
    }
  }
}
