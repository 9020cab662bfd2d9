package dev.weft.internal.fiber;

import dev.weft.CancelledException;
import dev.weft.FiberFailedException;
import dev.weft.Outcome;
import dev.weft.Selectable;
import dev.weft.internal.run.Engines;
import dev.weft.internal.run.Interruption;
import java.lang.invoke.ConstantBootstraps;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// How a fiber has ended, and who waits for that.
///
/// `result` is written by the fiber before its state says ENDED, and read after it. Most fibers are awaited by their scope alone: what
/// others wait on is made by the first of them.
///
/// | it returned | it threw | was cancelled | outcome |
/// |---|---|---|---|
/// | yes | | yes or no | success: it went on to its end all the same |
/// | | the interrupt ([Interrupted]), or what it was cancelled with | yes, or its scope was | cancelled |
/// | | anything else | yes or no | failure |
/// | | | before it began | cancelled |
public abstract sealed class FiberEnd<T> extends FiberState<T> permits FiberTask {
  private static final VarHandle ENDING =
      ConstantBootstraps.fieldVarHandle(MethodHandles.lookup(), "ending", VarHandle.class, FiberEnd.class, Ending.class);

  /// What its body returned, or a [Thrown].
  private @Nullable Object result;

  @SuppressWarnings("unused") // through ENDING
  private volatile @Nullable Ending<T> ending;

  private record Thrown(Throwable cause) {}

  /// Of a fiber for whose failure there was no memory.
  private static final Thrown NO_ROOM = new Thrown(new OutOfMemoryError("no room for what the fiber threw"));

  FiberEnd() {}

  // ---- for the fiber

  final void returned(@Nullable Object value) {
    result = value;
  }

  final void threw(Throwable cause) {
    try {
      result = new Thrown(cause);
    } catch (OutOfMemoryError e) {
      result = NO_ROOM;
    }
  }

  /// What it has thrown so far; null if it has returned.
  final @Nullable Throwable thrown() {
    return result instanceof Thrown(Throwable cause) ? cause : null;
  }

  /// After its end: tells those who wait for it.
  final void tellWaiting() {
    Ending<T> waiting = ending;
    if (waiting != null) {
      waiting.fire();
    }
  }

  /// Its failure has been thrown to the current thread.
  abstract void told();

  // ---- for those who wait

  @Override
  public final T join() throws InterruptedException {
    Outcome<T> outcome;
    if (isEnded()) {
      Interruption.check();
      outcome = result();
    } else if (Engines.currentFiber() == this) {
      throw new IllegalStateException(this + " joins itself: it would wait for its own end");
    } else {
      outcome = ending().await();
    }
    return switch (outcome) {
      case Outcome.Success<T>(T result) -> result;
      case Outcome.Failure<T>(Throwable thrown) -> {
        told();
        throw new FiberFailedException(toString(), thrown);
      }
      case Outcome.Cancelled<T>(Throwable why) -> throw new CancelledException(this + " was cancelled", why);
    };
  }

  @Override
  public final Selectable<Outcome<T>> ending() {
    Ending<T> known = ending;
    if (known == null) {
      known = new Ending<>(this);
      if (!ENDING.compareAndSet(this, null, known)) {
        known = ending;
      }
    }
    return Objects.requireNonNull(known);
  }

  @Override
  public final Optional<Outcome<T>> outcome() {
    return isEnded() ? Optional.of(result()) : Optional.empty();
  }

  /// For a select's first look: others may end it before that, or after.
  final boolean mayBeJoined() {
    return isEnded();
  }

  /// Only after its end. A body that went on to its end although it was cancelled has its value; one that ended by the
  /// interrupt, or never began, was cancelled, unless it brings failures of others with it.
  @SuppressWarnings("unchecked")
  final Outcome<T> result() {
    Throwable thrown = thrown();
    Cancellation why = cancellation();
    if (why != null && (neverBegan() || Interrupted.says(thrown) || thrown == why.cause())) {
      return new Outcome.Cancelled<>(why.cause());
    }
    return thrown == null ? new Outcome.Success<>((T) result) : new Outcome.Failure<>(thrown);
  }

  /// Only after its end: what it threw; null if it returned or was cancelled.
  public final @Nullable Throwable failure() {
    Throwable thrown = thrown();
    return thrown == null || (isCancelled() && result() instanceof Outcome.Cancelled<T>) ? null : thrown;
  }

  /// Only after its end: whether it returned.
  public final boolean succeeded() {
    return thrown() == null && !neverBegan();
  }
}
