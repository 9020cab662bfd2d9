package dev.weft.channel;

/// What a broadcast does about a subscriber that has not kept up, when its room is used up (the back-pressure strategies of reactive streams).
public enum Slow {
  /// The sender waits for it.
  HOLDS_UP,
  /// It misses the oldest values; see [Subscription#missed].
  MISSES,
  /// Its subscription ends with a [SlowSubscriberException] after the values that it still has.
  IS_DROPPED
}
