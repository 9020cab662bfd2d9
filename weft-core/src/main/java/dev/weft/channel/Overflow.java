package dev.weft.channel;

/// What a send does when the buffer is full.
enum Overflow {
  /// Waits for room.
  PARK,
  /// Makes room by dropping the oldest value.
  DROP_OLDEST,
  /// Drops the value that is being sent.
  DROP_NEWEST
}
