package dev.weft.channel;

import dev.weft.internal.run.Interruption;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/// The values of a channel until its end, for the `for` loop of one fiber.
final class ChannelIterator<T> implements Iterator<T> {
  private final RingChannel<T> channel;
  private @Nullable T ahead;

  ChannelIterator(RingChannel<T> channel) {
    this.channel = channel;
  }

  @Override
  public boolean hasNext() {
    if (ahead == null) {
      try {
        ahead = channel.receiveOrNull();
      } catch (InterruptedException e) {
        throw Interruption.unchecked("interrupted while iterating over " + channel, e);
      }
    }
    return ahead != null;
  }

  @Override
  public T next() {
    T value = ahead;
    if (value == null && hasNext()) {
      value = ahead;
    }
    if (value == null) {
      throw new NoSuchElementException("the channel has ended: " + channel);
    }
    ahead = null;
    return value;
  }
}
