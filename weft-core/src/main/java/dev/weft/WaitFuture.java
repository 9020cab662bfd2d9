package dev.weft;

import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// A wait as a future of the JDK. Whoever completes it from outside (a cancellation, `orTimeout`, `complete`) must first win the wait:
/// so what the wait takes, such as a channel's value, is in the future or was never taken.
final class WaitFuture<T> extends CompletableFuture<T> {
  /// Null while the wait begins: then nobody else knows the future.
  private volatile Selectable.@Nullable Pending pending;

  void begin(Selectable<T> what) {
    pending = what.onReady(this::end);
  }

  private void end(Outcome<T> outcome) {
    switch (outcome) {
      case Outcome.Success<T>(T value) -> super.complete(value);
      case Outcome.Failure<T>(Throwable cause) -> super.completeExceptionally(cause);
      case Outcome.Cancelled<T>(Throwable cause) -> super.completeExceptionally(cause);
    }
  }

  private boolean giveUp() {
    Selectable.Pending wait = pending;
    return wait != null && wait.cancel();
  }

  @Override
  public boolean cancel(boolean mayInterruptIfRunning) {
    return giveUp() ? super.cancel(mayInterruptIfRunning) : isCancelled();
  }

  @Override
  public boolean complete(T value) {
    return giveUp() && super.complete(value);
  }

  @Override
  public boolean completeExceptionally(Throwable cause) {
    return giveUp() && super.completeExceptionally(cause);
  }

  /// What depends on it is a future like any other.
  @Override
  public <U> CompletableFuture<U> newIncompleteFuture() {
    return new CompletableFuture<>();
  }
}
