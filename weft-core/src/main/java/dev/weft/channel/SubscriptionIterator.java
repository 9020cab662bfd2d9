package dev.weft.channel;

import dev.weft.internal.run.Interruption;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/// The values of a subscription until its end, for the `for` loop of one fiber.
final class SubscriptionIterator<T> implements Iterator<T> {
  private final Subscription<T> subscription;
  private @Nullable Received<T> ahead;

  SubscriptionIterator(Subscription<T> subscription) {
    this.subscription = subscription;
  }

  @Override
  public boolean hasNext() {
    return switch (peek()) {
      case Received.Value<T>(T _) -> true;
      case Received.Closed<T>() -> false;
      case Received.Failed<T>(Throwable cause) ->
          throw new ChannelClosedException("ended by a failure: " + subscription, cause);
    };
  }

  @Override
  public T next() {
    if (hasNext() && ahead instanceof Received.Value<T>(T value)) {
      ahead = null;
      return value;
    }
    throw new NoSuchElementException("has ended: " + subscription);
  }

  private Received<T> peek() {
    Received<T> known = ahead;
    if (known == null) {
      try {
        known = subscription.next();
      } catch (InterruptedException e) {
        throw Interruption.unchecked("interrupted while iterating over " + subscription, e);
      }
      ahead = known;
    }
    return known;
  }
}
