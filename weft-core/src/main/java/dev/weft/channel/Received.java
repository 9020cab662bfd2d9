package dev.weft.channel;

/// What a receive has found: a value, or the end, as a value instead of an exception.
///
/// @param <T> the type of the channel's values
public sealed interface Received<T> {
  /// A value.
  record Value<T>(T value) implements Received<T> {}

  /// The channel was closed and all its values have been received.
  record Closed<T>() implements Received<T> {}

  /// The channel was closed with a cause and all its values have been received.
  record Failed<T>(Throwable cause) implements Received<T> {}
}
