package dev.weft.sync;

import dev.weft.Outcome;
import dev.weft.Selectable;
import dev.weft.WaitReason;
import dev.weft.internal.util.Names;
import dev.weft.internal.util.Texts;
import dev.weft.wait.Event;
import dev.weft.wait.WaitNode;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/// A value that is set once, and that any number of others wait for (an I-variable; Tokio's `oneshot`, with many receivers).
///
/// ```java
/// var ready = new OneShot<Address>();
/// scope.fork(() -> ready.complete(listen()));
/// connect(ready.await());
/// ```
/// @param <T> the type of the value; never null
public final class OneShot<T> {
  private final Waiters waiters = new Waiters();
  private final Completing completing = new Completing();
  private volatile @Nullable Outcome<T> outcome;
  private volatile @Nullable String name;

  /// Not set.
  public OneShot() {}

  /// Gives it a name for reports; returns the one-shot itself.
  public OneShot<T> named(String newName) {
    name = Names.given(newName);
    return this;
  }

  /// Sets the value; false if something was set before, which stays. Never parks.
  public boolean complete(T value) {
    return set(new Outcome.Success<>(Objects.requireNonNull(value, "a one-shot's value cannot be null")));
  }

  /// Sets a failure instead; false if something was set before, which stays. Never parks.
  public boolean fail(Throwable cause) {
    return set(new Outcome.Failure<>(Objects.requireNonNull(cause, "cause")));
  }

  private boolean set(Outcome<T> what) {
    return waiters.settleAllIf(
        () -> {
          boolean unset = outcome == null;
          if (unset) {
            outcome = what;
          }
          return unset;
        },
        true);
  }

  /// Waits for the value. Parks until it is set.
  ///
  /// @throws CompletionException if a failure was set, which is its cause
  /// @throws InterruptedException if interrupted or cancelled before
  public T await() throws InterruptedException {
    return completing.await();
  }

  /// The value as something to wait for; a wait throws [CompletionException] if a failure was set.
  public Selectable<T> completing() {
    return completing;
  }

  /// What was set; empty if nothing was.
  public Optional<Outcome<T>> outcome() {
    return Optional.ofNullable(outcome);
  }

  /// Such as `one-shot address: not set, 2 waiting`.
  @Override
  public String toString() {
    Outcome<T> now = outcome;
    int waiting = waiters.size();
    return label() + ": " + (now == null ? "not set" : Texts.of(now)) + (waiting == 0 ? "" : ", " + waiting + " waiting");
  }

  private String label() {
    return Names.of("one-shot", name);
  }

  private final class Completing extends Event<T> {
    @Override
    public boolean poll(WaitNode node) {
      return outcome != null;
    }

    @Override
    public boolean mayBeReady() {
      return outcome != null;
    }

    @Override
    public Object queue() {
      return waiters;
    }

    @Override
    public void enlist(WaitNode node) {
      if (!waiters.addUnless(node, () -> outcome != null)) {
        Waiters.settle(node, true);
      }
    }

    @Override
    public void delist(WaitNode node) {
      waiters.remove(node);
    }

    @Override
    @SuppressWarnings("NullAway") // only Outcome itself allows null values
    public T complete(WaitNode node) {
      return switch (Objects.requireNonNull(outcome)) {
        case Outcome.Success<T>(T value) -> value;
        case Outcome.Failure<T>(Throwable cause) -> throw new CompletionException(label() + " was failed", cause);
        case Outcome.Cancelled<T>(Throwable cause) -> throw new CompletionException(label() + " was cancelled", cause);
      };
    }

    @Override
    public WaitReason reason() {
      return WaitReason.of("wait for", OneShot.this.toString());
    }
  }
}
