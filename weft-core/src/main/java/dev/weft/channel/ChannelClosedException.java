package dev.weft.channel;

import org.jspecify.annotations.Nullable;

/// Thrown by a send on a closed channel, and by a receive when a closed channel has no more values. The cause is what it was
/// closed with, if anything.
public final class ChannelClosedException extends IllegalStateException {
  private static final long serialVersionUID = 1;

  ChannelClosedException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
