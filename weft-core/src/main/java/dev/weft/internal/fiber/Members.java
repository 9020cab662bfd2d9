package dev.weft.internal.fiber;

import dev.weft.FiberFailedException;
import dev.weft.Limit;
import dev.weft.Policy;
import dev.weft.internal.run.Engine;
import dev.weft.internal.run.Interruption;
import dev.weft.internal.util.Names;
import org.jspecify.annotations.Nullable;

/// A scope as its opener has it: fibers are forked into it, and it closes when all have ended.
///
/// One object in rooms, from below: [FiberList] (who is alive), [Owner] (the tree, cancellation), [Ends] (the policy), [Forks]
/// (how fibers come in), and this.
public final class Members extends Forks {
  private volatile @Nullable String name;

  /// Opened by the current fiber or thread.
  public Members(Engine engine, Policy policy, @Nullable Limit limit) {
    super(engine, policy, limit);
  }

  // ---- closing

  /// Waits for all, then throws what there is to throw.
  public void close() throws InterruptedException {
    boolean interrupted = Thread.interrupted();
    if (interrupted) {
      cancelInterrupted(new InterruptedException("interrupted before the close of " + name()));
    }
    if (!closeIfEmpty()) {
      refuseOwnFiber("closes");
      interrupted |= awaitAll();
    }
    if (isCancelled() && Thread.interrupted()) { // it came with the cancellation, which the fibers have obeyed already
      interrupted = true;
    }
    FiberFailedException failure = takeFailure();
    if (failure != null) {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
      throw failure;
    }
    if (interrupted) {
      throw Interruption.thrown("interrupted while closing " + name() + "; its fibers were cancelled and have ended");
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
    Throwable expiry = Regions.expired();
    cancel(why != null ? why.cause() : expiry != null ? expiry : e);
  }

  // ---- what it is

  /// Gives it a name, for reports and messages.
  public void name(String newName) {
    name = Names.given(newName);
  }

  @Override
  public String name() {
    return Names.of("scope", name, this);
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
