package dev.weft.channel;

/// Why a subscription to a [Broadcast] has ended: its subscriber was too slow.
public final class SlowSubscriberException extends RuntimeException {
  private static final long serialVersionUID = 1;

  SlowSubscriberException(String message) {
    super(message);
  }
}
