package dev.weft.channel;

/// Where values go; may throw anything.
///
/// @param <T> the type of the values
@FunctionalInterface
public interface Sink<T> {
  /// Takes one.
  void accept(T value) throws Exception;
}
