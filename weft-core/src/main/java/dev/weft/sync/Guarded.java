package dev.weft.sync;

import dev.weft.Fn;
import java.util.Objects;
import java.util.function.UnaryOperator;

/// A value that can be reached only with its mutex held (Rust's `Mutex<T>`).
///
/// ```java
/// Guarded<Map<String, Integer>> counts = new Guarded<>(new HashMap<>());
/// counts.with(map -> map.merge(word, 1, Integer::sum));
/// ```
/// The value must not escape from the function. Waits are first come, first served.
///
/// @param <T> the type of the value; never null
public final class Guarded<T> {
  private final Mutex mutex = new Mutex();
  private T value;

  /// Around a value that nobody else keeps.
  public Guarded(T value) {
    this.value = Objects.requireNonNull(value, "value");
  }

  /// Gives it a name for reports; returns the same.
  public Guarded<T> named(String name) {
    mutex.named(name);
    return this;
  }

  /// Does something with the value. Parks while somebody else does.
  ///
  /// @return what the function returned, which may be null
  /// @throws AlreadyLockedException if called from within a function of the same
  /// @throws InterruptedException if interrupted or cancelled before the function was called
  /// @throws Exception what the function threw
  public <R> R with(Fn<? super T, ? extends R> function) throws Exception {
    Objects.requireNonNull(function, "function");
    try (var _ = mutex.lock()) {
      return function.apply(value);
    }
  }

  /// Replaces the value; returns the new one. Parks while somebody else has it.
  ///
  /// @throws AlreadyLockedException if called from within a function of the same
  /// @throws NullPointerException if the function returns null; the value stays as it was
  /// @throws InterruptedException if interrupted or cancelled before the function was called
  public T update(UnaryOperator<T> function) throws InterruptedException {
    Objects.requireNonNull(function, "function");
    try (var _ = mutex.lock()) {
      value = Objects.requireNonNull(function.apply(value), "a guarded value cannot be null");
      return value;
    }
  }

  /// Does not show the value, which may be changing.
  @Override
  public String toString() {
    return "guarded by " + mutex;
  }
}
