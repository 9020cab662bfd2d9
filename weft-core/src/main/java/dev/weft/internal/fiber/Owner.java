package dev.weft.internal.fiber;

import dev.weft.WaitReason;
import dev.weft.internal.run.Engine;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A scope from inside: its place in the tree, its cancellation; its live fibers are in the [FiberList] that it is.
///
/// The tree: a root (opened by a thread that is no fiber) is in the [Registry]; a nested scope is in the list of the fiber that
/// opened it, and a fiber is in the list of its scope. So cancelling goes down, and a dump draws what it sees.
///
/// Invariants: a scope is in its parent's list from its making until it has closed. After `cancelled` every fiber that enters is
/// cancelled at once.
///
/// | field | guarded by |
/// |---|---|
/// | cancelled | written under this lock, read by anyone |
/// | watch | made under this lock, read and cleared by anyone |
/// | previousInner, nextInner, `inner` of this scope's fibers | the lock of the parent's owner; for roots the registry's |
public abstract non-sealed class Owner extends FiberList {
  private final Engine engine;
  private final @Nullable FiberTask<?> parent;

  /// In how many shields it was opened. In one, a cancellation that comes to the parent does not reach it.
  private final int shields;

  /// The deadline that it was opened under.
  private final @Nullable Region region;

  private volatile @Nullable Cancellation cancelled;
  private volatile @Nullable CancelWatch watch;

  /// What the last fiber was forked with, if others can share it. Written by anyone who forks: they are all as good.
  @Nullable Heritage heritage;

  @Nullable Owner previousInner;
  @Nullable Owner nextInner;

  /// Belongs to the current fiber; without one it is a root.
  protected Owner(Engine engine, @Nullable FiberTask<?> parent) {
    this.engine = engine;
    this.parent = parent;
    this.shields = parent == null ? 0 : parent.shields();
    this.region = Regions.open(this);
    if (parent == null) {
      Registry.ROOTS.enter(this);
    } else {
      parent.owner().enter(parent, this);
    }
    obeyPending();
  }

  /// A cancellation of the parent, or a deadline around it, that came before, and whose interrupt is still to end some wait: it has not
  /// seen this scope. Whoever cancels later, or is about to interrupt, looks for scopes after that, and finds it. One that has been
  /// delivered is history.
  private void obeyPending() {
    if (!Thread.currentThread().isInterrupted()) {
      return;
    }
    Cancellation why = parent == null || isShielded() ? null : parent.cancellation();
    if (why == null) {
      why = Regions.passed();
    }
    if (why != null) {
      markCancelled(why);
    }
  }

  /// The fiber has ended; called once, on its own thread or that of whoever has cancelled it before it began, after its outcome has been published and before it leaves the list.
  protected abstract void ended(FiberTask<?> fiber);

  /// Whether a handler is told of failures.
  boolean isSupervised() {
    return false;
  }

  /// One of its fibers has been cancelled: if it waits for a place to begin in, it ends now.
  void endIfQueued(FiberTask<?> cancelled) {}

  /// The same for all of its fibers.
  void endAllQueued() {}

  /// The failures that are told when it is closed, as far as nobody has been told of them; for reports.
  public List<KeptFailure> kept() {
    return List.of();
  }

  /// A failure of one of its fibers has been thrown by [FiberTask#join] to the current thread.
  protected abstract void told(FiberTask<?> fiber);

  /// What one of its fibers that has not begun waits for, if it is more than its first turn.
  public Optional<WaitReason> whyNotBegun(FiberTask<?> fiber) {
    return Optional.empty();
  }

  /// Those who have the places for one of which it waits then.
  List<Thread> placeHolders(FiberTask<?> unbegun) {
    return List.of();
  }

  /// The scheduler of its fibers.
  public final Engine engine() {
    return engine;
  }

  /// Takes a fiber in; false if the scope has closed. A cancelled scope cancels it.
  public final boolean add(FiberTask<?> fiber) {
    if (!enlist(fiber)) {
      return false;
    }
    Cancellation why = cancelled;
    if (why != null) {
      fiber.mark(why);
    }
    return true;
  }

  // ---- the tree

  /// The fiber that opened it; null for a root.
  public final @Nullable FiberTask<?> parent() {
    return parent;
  }

  @Nullable Region region() {
    return region;
  }

  @Override
  final void closed() {
    if (region != null) {
      region.scopes().remove(this);
    }
    if (parent == null) {
      Registry.ROOTS.leave(this);
    } else {
      parent.owner().leave(parent, this);
    }
    CancelWatch watching = watch;
    if (watching != null) {
      watching.cancel();
    }
  }

  private void enter(FiberTask<?> fiber, Owner inner) {
    lock();
    fiber.inner = ScopeLinks.before(fiber.inner, inner);
    unlock();
  }

  private void leave(FiberTask<?> fiber, Owner inner) {
    lock();
    fiber.inner = ScopeLinks.without(fiber.inner, inner);
    unlock();
  }

  /// The open scopes of one of its fibers, innermost first; a snapshot.
  final List<Owner> innerOf(FiberTask<?> fiber) {
    lock();
    List<Owner> all = ScopeLinks.all(fiber.inner);
    unlock();
    return all;
  }

  // ---- cancelling

  /// Cancels its fibers, those in the scopes that they have opened, and those that will be forked. The first cause stays.
  ///
  /// @return false if it was cancelled before
  public final boolean cancel(Throwable cause) {
    var why = Cancellation.now(cause);
    if (!markCancelled(why)) {
      return false;
    }
    Cascade.from(this, why);
    return true;
  }

  /// Cancels this scope alone, for those that will be forked. False if it was cancelled before.
  final boolean markCancelled(Cancellation why) {
    lock();
    boolean firstTime = cancelled == null;
    if (firstTime) {
      cancelled = why;
    }
    unlock();
    return firstTime;
  }

  /// Looks after a while whether cancelled fibers have ended. Called when all of them have been told: a look that comes before is in vain.
  final void watchCancelled() {
    if (watch == null) {
      var watching = new CancelWatch(this); // before the lock, which nobody would leave if there were no memory for it
      lock();
      boolean first = watch == null && isOpen();
      if (first) {
        watch = watching;
      }
      unlock();
      if (first) {
        watching.start();
      }
    }
  }

  /// The watch has looked: a later cancellation starts a new one.
  final void watchEnded() {
    watch = null;
  }

  /// Whether a cancellation of the parent passes by.
  public final boolean isShielded() {
    return shields > 0;
  }

  /// In how many shields of the parent it was opened.
  final int shields() {
    return shields;
  }

  /// Whether it has been cancelled.
  public final boolean isCancelled() {
    return cancelled != null;
  }

  /// The cancellation that its fibers get; null if it was not cancelled.
  final @Nullable Cancellation whyCancelled() {
    return cancelled;
  }

  /// The same, or a cancellation further up that is sure to arrive here: whoever is in between has not got it yet.
  final @Nullable Cancellation whyToBeCancelled() {
    Owner scope = this;
    while (scope.cancelled == null) {
      FiberTask<?> above = scope.parent;
      if (above == null || scope.isShielded() || above.isCancelled()) { // one that has got it may have opened the scope since, for its clean-up
        return null;
      }
      scope = above.owner();
    }
    return scope.cancelled;
  }

  /// Why it was cancelled; null if it was not.
  public final @Nullable Throwable cancelCause() {
    Cancellation why = cancelled;
    return why == null ? null : why.cause();
  }
}
