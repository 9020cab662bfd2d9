package dev.weft.sync;

import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/// Permits of a [Semaphore] that somebody has; closing gives them back. Whoever has the permit may, any thread;
/// reports name the fiber or thread that took it.
public final class Permit extends Possession implements AutoCloseable {
  private final Semaphore semaphore;
  private final long weight;
  private final AtomicBoolean returned = new AtomicBoolean();

  // Its neighbours among the permits that are out, guarded by the semaphore.
  @Nullable Permit older;
  @Nullable Permit younger;

  /// How often somebody has gone past its waiter; see [Semaphore#barging]. Guarded by the semaphore.
  int passed;

  /// Not yet taken.
  Permit(Semaphore semaphore, long weight) {
    this.semaphore = semaphore;
    this.weight = weight;
  }

  /// How many.
  public long weight() {
    return weight;
  }

  /// Gives them back. Closing twice is harmless. Never parks.
  @Override
  public void close() {
    if (returned.compareAndSet(false, true)) {
      semaphore.core().give(this);
    }
  }

  @Override
  public String toString() {
    return weight + " of " + semaphore + (returned.get() ? ", given back" : "");
  }
}
