package dev.weft.channel;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/// The values of a channel until its end, for the `for` loop of one fiber.
final class ChannelIterator<T> implements Iterator<T> {
  private final Receiver<T> channel;
  private @Nullable Received<T> ahead;

  ChannelIterator(Receiver<T> channel) {
    this.channel = channel;
  }

  @Override
  public boolean hasNext() {
    return switch (peek()) {
      case Received.Value<T>(T _) -> true;
      case Received.Closed<T>() -> false;
      case Received.Failed<T>(Throwable cause) ->
          throw new ChannelClosedException("the channel was closed by a failure: " + channel, cause);
    };
  }

  @Override
  public T next() {
    Received<T> found = peek();
    if (found instanceof Received.Value<T>(T value)) {
      ahead = null;
      return value;
    }
    throw new NoSuchElementException("the channel has ended: " + channel);
  }

  private Received<T> peek() {
    Received<T> known = ahead;
    if (known == null) {
      try {
        known = channel.next();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new CancellationException("interrupted while iterating over " + channel);
      }
      ahead = known;
    }
    return known;
  }
}
