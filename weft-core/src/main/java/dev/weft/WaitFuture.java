package dev.weft;

import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
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

  /// The JDK's own would complete it past [#complete].
  @Override
  public CompletableFuture<T> completeAsync(Supplier<? extends T> supplier, Executor executor) {
    Objects.requireNonNull(supplier, "supplier");
    executor.execute(
        () -> {
          T value;
          try {
            value = supplier.get();
          } catch (Throwable t) {
            completeExceptionally(new CompletionException(t));
            return;
          }
          complete(value);
        });
    return this;
  }

  @Override
  public void obtrudeValue(T value) {
    giveUp();
    super.obtrudeValue(value);
  }

  @Override
  public void obtrudeException(Throwable cause) {
    giveUp();
    super.obtrudeException(cause);
  }

  /// What depends on it is a future like any other.
  @Override
  public <U> CompletableFuture<U> newIncompleteFuture() {
    return new CompletableFuture<>();
  }
}
