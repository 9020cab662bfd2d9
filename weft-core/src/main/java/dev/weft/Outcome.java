package dev.weft;

/// How a computation has ended.
///
/// @param <T> the type of its value
public sealed interface Outcome<T> {
  /// It returned.
  ///
  /// @param value what it returned; null if it returned that, or nothing
  record Success<T>(@org.jspecify.annotations.Nullable T value) implements Outcome<T> {}

  /// It threw.
  record Failure<T>(Throwable cause) implements Outcome<T> {}

  /// It was cancelled and has ended because of that.
  ///
  /// @param cause why
  record Cancelled<T>(Throwable cause) implements Outcome<T> {}
}
