package dev.weft.internal.fiber;

import dev.weft.internal.util.Locked;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The live fibers of one scope: a doubly linked list through the fibers themselves, so that a million of them cost no more than
/// their links.
///
/// Invariant: a fiber is in the list from before it is queued until after its outcome has been published.
public final class Children extends Locked {
  private @Nullable FiberTask<?> first;
  private int size;
  private boolean closed;

  public Children() {}

  /// Adds one; false if no more are taken.
  public boolean add(FiberTask<?> fiber) {
    lock();
    try {
      if (closed) {
        return false;
      }
      fiber.next = first;
      if (first != null) {
        first.previous = fiber;
      }
      first = fiber;
      size++;
      return true;
    } finally {
      unlock();
    }
  }

  /// Takes one out; true if none is left.
  public boolean remove(FiberTask<?> fiber) {
    lock();
    try {
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
      size--;
      return size == 0;
    } finally {
      unlock();
    }
  }

  /// Takes no more; true for the first call only.
  public boolean close() {
    lock();
    try {
      boolean was = closed;
      closed = true;
      return !was;
    } finally {
      unlock();
    }
  }

  /// How many are alive; a snapshot.
  public int size() {
    lock();
    try {
      return size;
    } finally {
      unlock();
    }
  }

  /// Those that are alive; a snapshot, newest first.
  public List<FiberTask<?>> list() {
    lock();
    try {
      List<FiberTask<?>> all = new ArrayList<>(size);
      for (FiberTask<?> fiber = first; fiber != null; fiber = fiber.next) {
        all.add(fiber);
      }
      return all;
    } finally {
      unlock();
    }
  }
}
