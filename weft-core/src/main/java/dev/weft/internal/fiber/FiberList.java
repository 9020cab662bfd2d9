package dev.weft.internal.fiber;

import dev.weft.internal.util.Locked;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The live fibers of a scope, linked through themselves: a million fibers cost no more than their links.
///
/// Invariants: a fiber is in the list from before it is queued until after its outcome has been published. After `closed` the list is
/// empty and stays so.
///
/// Everything is guarded by this lock, the links in the fibers too.
abstract sealed class FiberList extends Locked permits Owner {
  private @Nullable FiberTask<?> first;
  private int size;
  private boolean closed;
  private @Nullable Quiet quiet;

  FiberList() {}

  /// For reports: the name that it was given, or what it is.
  public abstract String name();

  /// It has closed; called once, without the lock.
  abstract void closed();

  /// Takes a fiber in; false if the scope has closed.
  final boolean enlist(FiberTask<?> fiber) {
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
      closed();
    }
    return empty;
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

  /// Whether somebody waits for that moment; a snapshot.
  final boolean isAwaited() {
    lock();
    Quiet known = quiet;
    unlock();
    return known != null && known.isAwaited();
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

  /// With the lock held.
  final boolean isOpen() {
    return !closed;
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
}
