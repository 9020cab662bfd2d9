package dev.weft.internal.fiber;

import dev.weft.CancelledException;
import dev.weft.FiberFailedException;
import dev.weft.Policy;
import dev.weft.internal.run.Engine;
import dev.weft.internal.run.Engines;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the end of one of its fibers does to a scope, by its policy.
///
/// | policy | the fiber has failed | the fiber has returned |
/// |---|---|---|
/// | fail fast | kept, and the others are cancelled | |
/// | first success | kept | the first one wins, and the others are cancelled |
/// | collect all | kept | |
/// | supervise | the handler is called; kept if that throws | |
///
/// Failures that are kept are thrown when the scope is closed, but for those that its opener has been told of before, and unless one has won.
///
/// The fiber that runs the scope's own block is under no policy: its failure is kept and cancels the others, its return means nothing to them.
abstract sealed class Ends extends Owner permits Forks {
  final Policy policy;
  private final @Nullable Thread opener;
  private final Failures failures = new Failures();
  private volatile @Nullable FiberTask<?> winner;

  /// The fiber that runs the scope's own block; null if whoever has opened it runs that.
  private volatile @Nullable FiberTask<?> block;

  Ends(Engine engine, Policy policy) {
    super(engine, currentFiber());
    this.policy = policy;
    this.opener = parent() == null ? Thread.currentThread() : null;
  }

  static @Nullable FiberTask<?> currentFiber() {
    return Engines.currentFiber() instanceof FiberTask<?> fiber ? fiber : null;
  }

  /// Called on the fiber's own thread; for one that never begins, by whoever refuses or cancels it.
  final void judge(FiberTask<?> fiber) {
    Throwable cause = fiber.failure();
    if (isBlock(fiber)) {
      if (cause != null) {
        failures.add(fiber, cause);
        cancel(cause);
      }
      return;
    }
    switch (policy) {
      case Policy.FailFast() -> {
        if (cause != null) {
          failures.add(fiber, cause);
          cancel(cause);
        }
      }
      case Policy.FirstSuccess() -> {
        if (cause != null) {
          failures.add(fiber, cause);
        } else if (winner == null && fiber.succeeded()) {
          win(fiber);
        }
      }
      case Policy.CollectAll() -> {
        if (cause != null) {
          failures.add(fiber, cause);
        }
      }
      case Policy.Supervise supervise -> {
        Heritage inherited = fiber.heritage;
        if (inherited != null && inherited.bindings() != null) {
          fiber.heritage = inherited.named();
        }
        if (cause != null) {
          Heritage.runBound(inherited, () -> supervise(supervise, fiber, cause));
        }
      }
    }
  }

  @Override
  final boolean isSupervised() {
    return policy instanceof Policy.Supervise;
  }

  private void win(FiberTask<?> fiber) {
    if (cancel(new CancelledException("lost the race to " + fiber, null))) {
      winner = fiber;
    }
  }

  private void supervise(Policy.Supervise supervise, FiberTask<?> fiber, Throwable cause) {
    try {
      supervise.handler().accept(fiber, cause);
    } catch (Throwable t) {
      if (t != cause) {
        t.addSuppressed(cause);
      }
      failures.add(fiber, t);
    }
  }

  @Override
  protected final void told(FiberTask<?> fiber) {
    FiberTask<?> owner = parent();
    if (owner == null && Thread.currentThread() == opener || owner != null && currentFiber() == owner || isBlock(currentFiber())) {
      failures.told(fiber);
    }
  }

  // ---- the block

  /// This fiber, which has not begun, runs the scope's block. False if another one does.
  final boolean becomesBlock(FiberTask<?> fiber) {
    lock();
    boolean free = block == null;
    if (free) {
      block = fiber;
    }
    unlock();
    return free;
  }

  final boolean isBlock(@Nullable FiberTask<?> fiber) {
    return fiber != null && fiber == block;
  }

  /// The first that succeeded, under the policy that asks for it.
  public final @Nullable FiberTask<?> winner() {
    return winner;
  }

  @Override
  public final List<KeptFailure> kept() {
    return failures.kept();
  }

  /// What the closer has to throw, once; null if there is nothing.
  final @Nullable FiberFailedException takeFailure() {
    FiberFailedException failure = failures.take(block);
    return winner == null ? failure : null;
  }
}
