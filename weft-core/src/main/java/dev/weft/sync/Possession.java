package dev.weft.sync;

import dev.weft.internal.fiber.FiberTask;
import dev.weft.internal.run.Engines;
import org.jspecify.annotations.Nullable;

/// What somebody has, or tries to get: who that is.
abstract sealed class Possession permits Held, Permit {
  private final @Nullable FiberTask<?> fiber;
  private final @Nullable Thread thread;

  /// Of the current fiber, or the current thread if it runs none.
  Possession() {
    this.fiber = Engines.currentFiber() instanceof FiberTask<?> current ? current : null;
    this.thread = fiber == null ? Thread.currentThread() : null;
  }

  /// Whether the other one is the same fiber or thread's.
  final boolean sameOwner(Possession other) {
    return fiber == other.fiber && thread == other.thread;
  }

  /// Whether it is the current fiber's or thread's.
  final boolean isMine() {
    return fiber == null
        ? thread == Thread.currentThread() && Engines.currentFiber() == null
        : Engines.currentFiber() == fiber;
  }

  /// Whose it is: the name of a fiber or thread.
  public final String owner() {
    if (fiber != null) {
      return fiber.name();
    }
    return thread == null ? "nobody" : "thread " + thread.getName();
  }

  /// The same for reports, which say so where nobody is left who could give it back.
  final String ownerOrLate() {
    return fiber != null && fiber.isEnded() ? fiber.name() + " (which has ended)" : owner();
  }

  /// The thread of whoever has it; null if that is a fiber that has ended.
  final @Nullable Thread ownerThread() {
    return fiber == null ? thread : fiber.thread();
  }
}
