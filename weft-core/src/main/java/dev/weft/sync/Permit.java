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
      semaphore.release(this);
    }
  }

  @Override
  public String toString() {
    return weight + " of " + semaphore + (returned.get() ? ", given back" : "");
  }
}
