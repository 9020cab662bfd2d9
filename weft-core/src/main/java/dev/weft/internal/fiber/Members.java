package dev.weft.internal.fiber;

import dev.weft.Action;
import dev.weft.CancelledException;
import dev.weft.Fiber;
import dev.weft.FiberFailedException;
import dev.weft.Limit;
import dev.weft.LimitExceededException;
import dev.weft.Policy;
import dev.weft.ScopeClosedException;
import dev.weft.SpawnSite;
import dev.weft.internal.run.Engine;
import dev.weft.internal.run.Engines;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/// What a scope does: forks through the gate, applies its policy to each end, closes.
public final class Members extends Owner {
  private final Policy policy;
  private final @Nullable Limit limit;
  private final @Nullable Gate gate;
  private final @Nullable Thread opener;
  private final Failures failures = new Failures();
  private volatile @Nullable FiberTask<?> winner;
  private volatile @Nullable String name;

  /// Opened by the current fiber or thread.
  public Members(Engine engine, Policy policy, @Nullable Limit limit) {
    super(engine, currentFiber());
    this.policy = policy;
    this.limit = limit;
    this.gate = limit == null ? null : new Gate(limit.running(), limit.queue());
    this.opener = parent() == null ? Thread.currentThread() : null;
  }

  private static @Nullable FiberTask<?> currentFiber() {
    return Engines.currentFiber() instanceof FiberTask<?> fiber ? fiber : null;
  }

  // ---- forking

  /// Makes a fiber and queues it, or does with it what the limit says.
  public <T> Fiber<T> fork(@Nullable String fiberName, Callable<T> body, SpawnSite site) {
    return fork(new FiberTask<T>(this, fiberName, Region.inherit(this, body), site));
  }

  /// The same for a body that returns nothing.
  public Fiber<Void> fork(@Nullable String fiberName, Action body, SpawnSite site) {
    return fork(
        Region.current() != null
            ? new FiberTask<Void>(this, fiberName, Region.inherit(this, asCallable(body)), site)
            : FiberTask.of(this, fiberName, body, site));
  }

  @SuppressWarnings("NullAway") // the only value of Void
  private static Callable<Void> asCallable(Action body) {
    return () -> {
      body.run();
      return null;
    };
  }

  private <T> Fiber<T> fork(FiberTask<T> fiber) {
    if (!add(fiber)) {
      throw new ScopeClosedException(this + " is closed and takes no more fibers; fork before close(), or open a new scope");
    }
    if (gate == null) {
      startNew(fiber);
      return fiber;
    }
    Gate.Entry entry = gate.enter(fiber);
    if (entry == Gate.Entry.FULL) {
      entry = enterLater(gate, Objects.requireNonNull(limit), fiber);
    }
    if (entry == Gate.Entry.STARTS) {
      startNew(fiber);
    }
    return fiber;
  }

  private void startNew(FiberTask<?> fiber) {
    try {
      engine().start(fiber);
    } catch (RuntimeException | Error e) {
      remove(fiber);
      throw e;
    }
  }

  private Gate.Entry enterLater(Gate full, Limit told, FiberTask<?> fiber) {
    if (told.refuses()) {
      remove(fiber);
      throw new LimitExceededException(
          this + " refuses " + fiber.name() + ", because its limit is " + told + "; fork less, or let the limit park the forker");
    }
    try {
      return full.awaitEntry(fiber, name());
    } catch (InterruptedException e) {
      remove(fiber);
      Thread.currentThread().interrupt();
      throw new CancellationException("interrupted while waiting for a place in " + this + "; nothing was forked");
    }
  }

  // ---- ends

  @Override
  protected void ended(FiberTask<?> fiber) {
    judge(fiber);
    if (gate != null) {
      FiberTask<?> next = gate.leave();
      if (next != null) {
        startQueued(gate, next);
      }
    }
  }

  private void judge(FiberTask<?> fiber) {
    Throwable cause = fiber.failure();
    switch (policy) {
      case Policy.FailFast() -> {
        if (cause != null) {
          failures.add(fiber, cause);
          cancel(cause);
        }
      }
      case Policy.FirstSuccess() -> {
        if (cause != null) {
          failures.add(fiber, cause);
        } else if (winner == null && fiber.succeeded()) {
          win(fiber);
        }
      }
      case Policy.CollectAll() -> {
        if (cause != null) {
          failures.add(fiber, cause);
        }
      }
      case Policy.Supervise supervise -> {
        if (cause != null) {
          supervise(supervise, fiber, cause);
        }
      }
    }
  }

  private void win(FiberTask<?> fiber) {
    if (cancel(new CancelledException("lost the race to " + fiber, null))) {
      winner = fiber;
    }
  }

  private void supervise(Policy.Supervise supervise, FiberTask<?> fiber, Throwable cause) {
    try {
      supervise.handler().accept(fiber, cause);
    } catch (Throwable t) {
      if (t != cause) {
        t.addSuppressed(cause);
      }
      failures.add(fiber, t);
    }
  }

  private void startQueued(Gate from, FiberTask<?> next) {
    try {
      engine().start(next);
    } catch (RejectedExecutionException e) {
      refuse(next, e);
      from.drain().forEach(fiber -> refuse(fiber, e));
    }
  }

  private void refuse(FiberTask<?> fiber, RejectedExecutionException why) {
    fiber.refuse(why);
    judge(fiber);
    remove(fiber);
  }

  @Override
  protected void told(FiberTask<?> fiber) {
    FiberTask<?> owner = parent();
    if (owner == null ? Thread.currentThread() == opener : currentFiber() == owner) {
      failures.told(fiber);
    }
  }

  /// The first that succeeded, under the policy that asks for it.
  public @Nullable FiberTask<?> winner() {
    return winner;
  }

  // ---- closing

  /// Waits for all, then throws what there is to throw.
  public void close() throws InterruptedException {
    boolean interrupted = Thread.interrupted();
    if (interrupted) {
      cancelInterrupted(new InterruptedException("interrupted before the close of " + name()));
    }
    if (!closeIfEmpty()) {
      refuseOwnFiber();
      interrupted |= awaitAll();
    }
    if (isCancelled() && Thread.interrupted()) { // it came with the cancellation, which the fibers have obeyed already
      interrupted = true;
    }
    FiberFailedException failure = failures.take();
    if (failure != null && winner == null) {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
      throw failure;
    }
    if (interrupted) {
      throw new InterruptedException("interrupted while closing " + name() + "; its fibers were cancelled and have ended");
    }
  }

  private boolean awaitAll() {
    boolean interrupted = false;
    do {
      try {
        quiet().await();
      } catch (InterruptedException e) {
        interrupted = true;
        cancelInterrupted(e);
      }
    } while (!closeIfEmpty());
    return interrupted;
  }

  /// The fibers learn why their closer was cancelled.
  private void cancelInterrupted(InterruptedException e) {
    FiberTask<?> closer = currentFiber();
    Cancellation why = closer == null ? null : closer.cancellation();
    Throwable expiry = Region.expired();
    cancel(why != null ? why.cause() : expiry != null ? expiry : e);
  }

  private void refuseOwnFiber() {
    FiberTask<?> closer = currentFiber();
    for (FiberTask<?> fiber = closer; fiber != null; fiber = fiber.owner().parent()) {
      if (fiber.owner() == this) {
        throw new IllegalStateException(
            closer + " closes " + name() + ", in which it runs itself: it would wait for its own end; close it outside");
      }
    }
  }

  // ---- what it is

  /// Gives it a name.
  public void name(String newName) {
    name = newName;
  }

  @Override
  public String name() {
    String given = name;
    return given == null ? "scope @" + Integer.toHexString(System.identityHashCode(this)) : "scope " + given;
  }

  @Override
  public String toString() {
    int alive = size();
    return name() + " (" + policy + (limit == null ? "" : ", " + limit) + "): "
        + alive + (alive == 1 ? " fiber" : " fibers")
        + (gate == null ? "" : ", " + gate)
        + (isCancelled() ? ", cancelled" : "")
        + (isClosed() ? ", closed" : "");
  }
}
