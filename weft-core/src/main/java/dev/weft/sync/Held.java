package dev.weft.sync;

import java.lang.StackWalker.StackFrame;
import org.jspecify.annotations.Nullable;

/// A mutex that is held, or an attempt to hold it: who, and where. Closing it unlocks.
///
/// ```java
/// try (var held = mutex.lock()) {
///   balance += amount;
/// }
/// ```
public final class Held extends Possession implements AutoCloseable {
  private final Mutex mutex;
  private final @Nullable StackFrame place;

  /// How often somebody has gone past its waiter; see [Mutex#barging()]. Guarded by the mutex.
  int passed;

  /// For the current fiber, or the current thread if it runs none.
  Held(Mutex mutex, @Nullable StackFrame place) {
    this.mutex = mutex;
    this.place = place;
  }

  /// Where it was locked, such as `Bank.java:12`. Places are looked for at the cost of a walk of the stack: where there are too many locks a second, they are not, and this says so, and
  /// which system property makes it look all the same.
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
    return "held by " + ownerOrLate() + ", locked at " + place();
  }
}
