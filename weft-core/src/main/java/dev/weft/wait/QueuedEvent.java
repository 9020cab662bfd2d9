package dev.weft.wait;

/// An event whose waiters are in one queue, and are taken out and settled under that queue's lock. A waiter for it may be
/// [Waiter#alone].
///
/// @param <T> the type of the result
public abstract class QueuedEvent<T> extends Event<T> {
  protected QueuedEvent() {}

  /// Takes the node out of the queue under the queue's lock; false if it is not there: then it never was, or has been taken out to be settled.
  protected abstract boolean forget(WaitNode node);

  @Override
  public final void delist(WaitNode node) {
    forget(node);
  }
}
