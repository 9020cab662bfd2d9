package dev.weft.sync;

import dev.weft.internal.fiber.FiberTask;
import dev.weft.internal.run.Engines;
import java.lang.StackWalker.StackFrame;
import org.jspecify.annotations.Nullable;

/// A mutex that is held, or an attempt to hold it: who, and where. Closing it unlocks.
///
/// ```java
/// try (var held = mutex.lock()) {
///   balance += amount;
/// }
/// ```
public final class Held implements AutoCloseable {
  private final Mutex mutex;
  private final @Nullable FiberTask<?> fiber;
  private final @Nullable Thread thread;
  private final @Nullable StackFrame place;

  /// How often somebody has gone past its waiter; see [Mutex#barging()]. Guarded by the mutex.
  int passed;

  /// For the current fiber, or the current thread if it runs none.
  Held(Mutex mutex, @Nullable StackFrame place) {
    this.mutex = mutex;
    this.fiber = Engines.currentFiber() instanceof FiberTask<?> current ? current : null;
    this.thread = fiber == null ? Thread.currentThread() : null;
    this.place = place;
  }

  /// Whether the other one is the same fiber or thread's.
  boolean sameOwner(Held other) {
    return fiber == other.fiber && thread == other.thread;
  }

  /// Whether it is the current fiber's or thread's.
  boolean isMine() {
    return fiber == null
        ? thread == Thread.currentThread() && Engines.currentFiber() == null
        : Engines.currentFiber() == fiber;
  }

  /// Who holds it: the name of a fiber or thread.
  public String owner() {
    if (fiber != null) {
      return fiber.name();
    }
    return thread == null ? "nobody" : "thread " + thread.getName();
  }

  /// The thread of whoever holds it; null if that is a fiber that has ended.
  @Nullable Thread ownerThread() {
    return fiber == null ? thread : fiber.thread();
  }

  /// Where it was locked, such as `Bank.java:12`.
  public String place() {
    return Places.describe(place);
  }

  /// Unlocks. Closing twice is harmless. Never parks.
  ///
  /// @throws NotOwnerException if called by another fiber or thread than the one that locked it
  @Override
  public void close() {
    mutex.unlock(this);
  }

  @Override
  public String toString() {
    return "held by " + owner() + ", locked at " + place();
  }
}
