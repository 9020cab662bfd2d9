package dev.weft.internal.run;

import java.lang.invoke.ConstantBootstraps;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/// The run-next slot of a carrier, as in Go's runtime: who has been woken last runs next, while what it shares with its waker
/// is still in the cache.
///
/// Invariants: it is filled by the carrier only. It is emptied by the carrier, or by a thief while the monitor has marked the
/// carrier as held or slow. Of two who would empty it one gets the task.
final class RunNext {
  private static final VarHandle TASK =
      ConstantBootstraps.fieldVarHandle(MethodHandles.lookup(), "task", VarHandle.class, RunNext.class, Runnable.class);

  private @Nullable Runnable task;

  boolean isFull() {
    return TASK.getAcquire(this) != null;
  }

  /// Carrier only; gives back whoever was to be next and now is not.
  @Nullable Runnable put(Runnable next) {
    Runnable old = task;
    if (old == null) {
      TASK.setRelease(this, next); // nobody else fills an empty slot
      return null;
    }
    if (TASK.compareAndSet(this, old, next)) {
      return old;
    }
    TASK.setRelease(this, next); // a thief has emptied it
    return null;
  }

  /// Carrier only.
  @Nullable Runnable take() {
    Runnable next = task;
    return next != null && TASK.compareAndSet(this, next, null) ? next : null;
  }

  /// For thieves.
  @Nullable Runnable steal() {
    Runnable next = (Runnable) TASK.getAcquire(this);
    return next != null && TASK.compareAndSet(this, next, null) ? next : null;
  }
}
