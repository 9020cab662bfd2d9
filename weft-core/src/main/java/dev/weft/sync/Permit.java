package dev.weft.sync;

import java.util.concurrent.atomic.AtomicBoolean;

/// Permits of a [Semaphore] that somebody has; closing gives them back. Whoever has the permit may, any thread.
public final class Permit implements AutoCloseable {
  private final Semaphore semaphore;
  private final long weight;
  private final AtomicBoolean returned = new AtomicBoolean();

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
      semaphore.release(weight);
    }
  }

  @Override
  public String toString() {
    return weight + " of " + semaphore + (returned.get() ? ", given back" : "");
  }
}
