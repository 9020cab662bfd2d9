package dev.weft;

import dev.weft.internal.fiber.FiberState;
import dev.weft.internal.fiber.FiberTask;
import dev.weft.internal.mount.Mounts;
import dev.weft.internal.run.Engines;
import dev.weft.internal.run.Interruption;
import dev.weft.internal.run.Strand;
import dev.weft.wait.TimeLimit;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;

/// A computation with a stack of its own that a scheduler runs: forked in a [Scope], cheap, cancellable, joinable (goroutines, Erlang's processes, Project Loom).
///
/// A fiber is a virtual thread of the JDK on a scheduler of Weft, on `kernel` a platform thread: blocking code, thread locals, `synchronized`, debuggers
/// work as in any thread. On `kernel` and `jdk` the thread is its own. Elsewhere it gets its stack only when its first turn comes, and the thread is lent: when the fiber has ended, others run on it.
/// So keep the `Fiber`, not `Thread.currentThread()`, to tell pieces of work apart, and join that. A `ReentrantLock` that a fiber has not unlocked when it ends
/// belongs to its thread, and so to whichever fiber comes next there; a [dev.weft.sync.Mutex] belongs to the fiber.
///
/// It inherits from whoever forks it: copies of the inheritable thread locals, the context class loader, the [Deadline], and, if the JVM is open to Weft, the scoped values.
///
/// Happens-before: what the forking thread did before the fork is visible to the fiber; what the fiber did is visible to
/// whoever has joined it, or has got its outcome.
///
/// @param <T> the type of its value
public abstract sealed class Fiber<T> permits FiberState {
  protected Fiber() {}

  /// Waits until it has ended, and returns its value. Parks.
  ///
  /// @throws FiberFailedException if its body threw; the cause is what it threw
  /// @throws CancellationException if it was cancelled and ended because of that
  /// @throws InterruptedException if the waiting thread is interrupted or cancelled before; the fiber goes on
  /// @throws IllegalStateException if a fiber joins itself: it would wait for ever
  public abstract T join() throws InterruptedException;

  /// Its end, as something to wait for. A fiber that waits for its own waits for ever.
  public abstract Selectable<Outcome<T>> ending();

  /// How it has ended; empty while it has not.
  public abstract Optional<Outcome<T>> outcome();

  /// Cancels it without saying why.
  ///
  /// @return false if it has ended or was cancelled before
  public final boolean cancel() {
    return cancel(new CancelledException(this + " was cancelled", null));
  }

  /// Cancels it: its current or next waiting operation throws [InterruptedException]; if it has not begun, its body
  /// never runs. Does not wait for its end.
  ///
  /// @param cause why; becomes the cause of its outcome, and of what its waits throw
  /// @return false if it has ended or was cancelled before: then the first cause stays
  public abstract boolean cancel(Throwable cause);

  /// Its name: given when it was forked, else `fiber-` and its number.
  public abstract String name();

  /// Its number: unique in this JVM.
  public abstract long id();

  /// Where it was forked.
  public abstract SpawnSite spawnSite();

  /// The current fiber; empty on threads that run none.
  public static Optional<Fiber<?>> current() {
    return Engines.currentFiber() instanceof FiberTask<?> fiber ? Optional.of(fiber) : Optional.empty();
  }

  /// Lets others run first: the fiber goes to the back of its carrier's queue. On other threads: [Thread#yield]. Takes no notice of a
  /// cancellation. On the JDK's own scheduler others may have to wait for as long as one fiber yields for each carrier.
  public static void yieldNow() {
    Strand strand = Strand.current();
    if (strand == null) {
      Thread.yield();
    } else {
      Mounts.yieldNow(strand.thread());
    }
  }

  /// Waits for that long, on the scheduler's clock. Parks. Zero or less: lets others run first.
  ///
  /// @throws InterruptedException if interrupted or cancelled before
  public static void sleep(Duration length) throws InterruptedException {
    if (!Objects.requireNonNull(length, "length").isPositive()) {
      Interruption.check();
      yieldNow();
      return;
    }
    new TimeLimit(length).await();
  }

  /// Runs the body without letting a cancellation interrupt it; one that comes meanwhile takes effect afterwards (Trio's shields, Kotlin's `NonCancellable`). For
  /// clean-up that waits. Outside fibers it just runs the body, which interrupts and deadlines reach there: see [Deadline].
  ///
  /// @throws Exception what the body threw
  public static <T> T uncancellable(Callable<T> body) throws Exception {
    Objects.requireNonNull(body, "body");
    return Engines.currentFiber() instanceof FiberTask<?> fiber ? fiber.shielded(body) : body.call();
  }

  /// The same for a body that returns nothing.
  ///
  /// @throws Exception what the body threw
  public static void uncancellable(Action body) throws Exception {
    Objects.requireNonNull(body, "body");
    uncancellable(
        () -> {
          body.run();
          return true;
        });
  }
}
