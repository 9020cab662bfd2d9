package dev.weft.internal.fiber;

import dev.weft.internal.run.Engine;
import dev.weft.internal.util.Locked;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A scope from inside: its live fibers, its place in the tree, its cancellation.
///
/// The tree: a root (opened by a thread that is no fiber) is in the [Registry]; a nested scope is in the list of the fiber that
/// opened it, and a fiber is in the list of its scope. So cancelling goes down, and a dump draws what it sees. All lists are linked
/// through their members: a million fibers cost no more than their links.
///
/// Invariants: a fiber is in the list from before it is queued until after its outcome has been published. A scope is in its parent's
/// list from its making until it has closed. After `closed` the list is empty and stays so. After `cancelled` every fiber that enters
/// is cancelled at once.
///
/// | field | guarded by |
/// |---|---|
/// | first, size, closed, quiet | this lock |
/// | cancelled | written under this lock, read by anyone |
/// | previousInner, nextInner, `inner` of this scope's fibers | the lock of the parent's owner; for roots the registry's |
public abstract class Owner extends Locked {
  private final Engine engine;
  private final @Nullable FiberTask<?> parent;

  /// Opened where no cancellation interrupts: one that comes to the parent does not reach it.
  private final boolean shielded;

  /// The deadline that it was opened under.
  private final @Nullable Region region;

  private @Nullable FiberTask<?> first;
  private int size;
  private boolean closed;
  private @Nullable Quiet quiet;
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
    this.shielded = parent != null && parent.isShielded();
    this.region = Region.open(this);
    if (parent == null) {
      Registry.ROOTS.enter(this);
    } else {
      parent.owner().enter(parent, this);
    }
  }

  /// The fiber has ended; called once, on its own thread, after its outcome has been published and before it leaves the list.
  protected abstract void ended(FiberTask<?> fiber);

  /// A failure of one of its fibers has been thrown by [FiberTask#join] to the current thread.
  protected abstract void told(FiberTask<?> fiber);

  /// For reports: the name that it was given, or what it is.
  public abstract String name();

  /// The scheduler of its fibers.
  public final Engine engine() {
    return engine;
  }

  /// The fiber that opened it; null for a root.
  public final @Nullable FiberTask<?> parent() {
    return parent;
  }

  // ---- its fibers

  /// Takes a fiber in; false if the scope has closed. A cancelled scope cancels it.
  public final boolean add(FiberTask<?> fiber) {
    lock();
    if (closed) {
      unlock();
      return false;
    }
    FiberTask<?> behind = first;
    fiber.next = behind;
    if (behind != null) {
      behind.previous = fiber;
    }
    first = fiber;
    size++;
    unlock();
    Cancellation why = cancelled;
    if (why != null) {
      fiber.mark(why);
    }
    return true;
  }

  /// Lets a fiber go, and wakes whoever waits for the last one.
  public final void remove(FiberTask<?> fiber) {
    Quiet waiting = null;
    lock();
    FiberTask<?> before = fiber.previous;
    FiberTask<?> behind = fiber.next;
    if (before == null) {
      first = behind;
    } else {
      before.next = behind;
    }
    if (behind != null) {
      behind.previous = before;
    }
    fiber.previous = null;
    fiber.next = null;
    if (--size == 0) {
      waiting = quiet;
    }
    unlock();
    if (waiting != null) {
      waiting.fire();
    }
  }

  /// Takes no more fibers from now on, if there is none; true if the scope is closed then.
  public final boolean closeIfEmpty() {
    lock();
    boolean empty = size == 0;
    boolean now = empty && !closed;
    closed |= empty;
    unlock();
    if (now) {
      leaveTree();
    }
    return empty;
  }

  private void leaveTree() {
    if (region != null) {
      region.closed(this);
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

  /// The moment when no fiber is left, to wait for.
  public final Quiet quiet() {
    lock();
    Quiet known = quiet;
    if (known == null) {
      known = new Quiet(this);
      quiet = known;
    }
    unlock();
    return known;
  }

  /// How many are alive; a snapshot.
  public final int size() {
    lock();
    int now = size;
    unlock();
    return now;
  }

  /// Whether it has closed.
  public final boolean isClosed() {
    lock();
    boolean now = closed;
    unlock();
    return now;
  }

  /// Those that are alive, oldest first; a snapshot.
  public final List<FiberTask<?>> fibers() {
    lock();
    try {
      List<FiberTask<?>> all = new ArrayList<>(size);
      for (FiberTask<?> fiber = first; fiber != null; fiber = fiber.next) {
        all.add(fiber);
      }
      return all.reversed();
    } finally {
      unlock();
    }
  }

  // ---- the scopes inside its fibers

  private void enter(FiberTask<?> fiber, Owner inner) {
    lock();
    Owner behind = fiber.inner;
    inner.nextInner = behind;
    if (behind != null) {
      behind.previousInner = inner;
    }
    fiber.inner = inner;
    unlock();
  }

  private void leave(FiberTask<?> fiber, Owner inner) {
    lock();
    Owner before = inner.previousInner;
    Owner behind = inner.nextInner;
    if (before == null) {
      fiber.inner = behind;
    } else {
      before.nextInner = behind;
    }
    if (behind != null) {
      behind.previousInner = before;
    }
    inner.previousInner = null;
    inner.nextInner = null;
    unlock();
  }

  /// The open scopes of one of its fibers, innermost first; a snapshot.
  final List<Owner> innerOf(FiberTask<?> fiber) {
    List<Owner> all = new ArrayList<>();
    lock();
    for (Owner inner = fiber.inner; inner != null; inner = inner.nextInner) {
      all.add(inner);
    }
    unlock();
    return all;
  }

  // ---- cancelling

  /// Cancels its fibers, those in the scopes that they have opened, and those that will be forked. The first cause stays.
  ///
  /// @return false if it was cancelled before
  public final boolean cancel(Throwable cause) {
    var why = new Cancellation(cause, engine.clock().nanoTime());
    if (!markCancelled(why)) {
      return false;
    }
    var scopes = new ArrayDeque<Owner>();
    scopes.add(this);
    spread(why, scopes);
    return true;
  }

  /// Goes down from one fiber, which has been cancelled already.
  static void spreadFrom(FiberTask<?> fiber, Cancellation why) {
    var scopes = new ArrayDeque<Owner>();
    collect(fiber, why, scopes);
    spread(why, scopes);
  }

  /// By a list instead of recursion: the tree may be deep.
  private static void spread(Cancellation why, ArrayDeque<Owner> scopes) {
    Owner scope = scopes.poll();
    while (scope != null) {
      for (FiberTask<?> fiber : scope.fibers()) {
        if (fiber.mark(why)) {
          collect(fiber, why, scopes);
        }
      }
      scope = scopes.poll();
    }
  }

  private static void collect(FiberTask<?> fiber, Cancellation why, ArrayDeque<Owner> scopes) {
    if (fiber.inner == null) {
      return; // a scope that is opened at this moment is closed by the interrupt
    }
    for (Owner inner : fiber.owner().innerOf(fiber)) {
      if (!inner.shielded && inner.markCancelled(why)) {
        scopes.add(inner);
      }
    }
  }

  private boolean markCancelled(Cancellation why) {
    lock();
    boolean firstTime = cancelled == null;
    if (firstTime) {
      cancelled = why;
    }
    unlock();
    if (firstTime) {
      watchCancelled();
    }
    return firstTime;
  }

  /// Looks after a while whether cancelled fibers have ended.
  final void watchCancelled() {
    if (watch == null) {
      CancelWatch watching = null;
      lock();
      if (watch == null && !closed) {
        watching = new CancelWatch(this);
        watch = watching;
      }
      unlock();
      if (watching != null) {
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
    return shielded;
  }

  @Nullable Region region() {
    return region;
  }

  /// Whether it has been cancelled.
  public final boolean isCancelled() {
    return cancelled != null;
  }

  /// The cancellation that its fibers get; null if it was not cancelled.
  final @Nullable Cancellation whyCancelled() {
    return cancelled;
  }

  /// Why it was cancelled; null if it was not.
  public final @Nullable Throwable cancelCause() {
    Cancellation why = cancelled;
    return why == null ? null : why.cause();
  }
}
