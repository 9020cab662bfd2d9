package dev.weft.internal.fiber;

import dev.weft.Action;
import dev.weft.Fiber;
import dev.weft.Limit;
import dev.weft.LimitExceededException;
import dev.weft.Policy;
import dev.weft.ScopeClosedException;
import dev.weft.SpawnSite;
import dev.weft.WaitReason;
import dev.weft.internal.run.Engine;
import dev.weft.internal.run.Interruption;
import dev.weft.internal.util.Texts;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/// How fibers come into a scope: made, listed, and started, at once or when the [Gate] has a place for them.
///
/// A fiber that is listed is started, or refused, or cancelled in the queue, or taken out again, so that whoever closes the scope never waits for one that
/// will not run. One that leaves starts the next one in the gate's queue, before it leaves the list: the scope cannot close in between.
abstract sealed class Forks extends Ends permits Members {
  private static final int NAMED = 5;

  final @Nullable Limit limit;
  final @Nullable Gate gate;

  Forks(Engine engine, Policy policy, @Nullable Limit limit) {
    super(engine, policy);
    this.limit = limit;
    this.gate = limit == null ? null : new Gate(limit.running(), limit.queue());
  }

  /// Makes a fiber and queues it, or does with it what the limit says.
  public final <T> Fiber<T> fork(@Nullable String fiberName, Callable<T> body, SpawnSite site) {
    return fork(new FiberTask<T>(this, fiberName, Regions.inherit(this, body), site));
  }

  /// The same for a body that returns nothing.
  public final Fiber<Void> fork(@Nullable String fiberName, Action body, SpawnSite site) {
    return fork(
        Regions.current() != null
            ? new FiberTask<Void>(this, fiberName, Regions.inherit(this, asCallable(body)), site)
            : FiberTask.of(this, fiberName, body, site));
  }

  /// Makes the fiber that runs the scope's own block, for [#startNew]. It needs no place: what has one may be waiting for what the block does.
  public final <T> FiberTask<T> listBlock(Callable<T> body, SpawnSite site) {
    if (!isBlock(currentFiber())) { // that one is told that there is a block already
      refuseOwnFiber("runs a block in");
    }
    var fiber = new FiberTask<T>(this, "block", Regions.inherit(this, body), site);
    list(fiber);
    if (!becomesBlock(fiber)) {
      remove(fiber);
      throw new IllegalStateException(this + " runs a block already; open another scope for this one");
    }
    return fiber;
  }

  @SuppressWarnings("NullAway") // the only value of Void
  private static Callable<Void> asCallable(Action body) {
    return () -> {
      body.run();
      return null;
    };
  }

  private void list(FiberTask<?> fiber) {
    if (!add(fiber)) {
      throw new ScopeClosedException(this + " is closed and takes no more fibers; fork before close(), or open a new scope");
    }
  }

  private <T> Fiber<T> fork(FiberTask<T> fiber) {
    list(fiber);
    if (gate == null) {
      startNew(fiber);
      return fiber;
    }
    if (fiber.isCancelled()) {
      endQueued(fiber); // nobody waits for a place for one that will not run
      return fiber;
    }
    Gate.Entry entry = gate.enter(fiber);
    if (entry == Gate.Entry.FULL) {
      entry = enterLater(gate, Objects.requireNonNull(limit), fiber);
    }
    switch (entry) {
      case STARTS -> startAdmitted(gate, fiber);
      case CANCELLED -> endQueued(fiber);
      case QUEUED, FULL -> {
        if (fiber.isCancelled()) {
          endIfQueued(fiber); // whoever has cancelled it has perhaps not found it there
        }
      }
    }
    return fiber;
  }

  /// Who waits here for the scope's fibers waits for itself if it is one of them.
  final void refuseOwnFiber(String does) {
    FiberTask<?> self = currentFiber();
    if (self == parent()) {
      return; // the opener is not in it; the tree may be deep
    }
    for (FiberTask<?> fiber = self; fiber != null; fiber = fiber.owner().parent()) {
      if (fiber.owner() == this) {
        throw new IllegalStateException(
            self + " " + does + " " + name() + ", in which it runs itself: it would wait for its own end; do that outside");
      }
    }
  }

  /// It must not wait for a place to end in: who has that place may wait for it.
  @Override
  final void endIfQueued(FiberTask<?> cancelled) {
    if (gate != null && gate.withdraw(cancelled)) {
      endQueued(cancelled);
    }
  }

  @Override
  final void endAllQueued() {
    if (gate != null) {
      gate.withdrawCancelled().forEach(this::endQueued);
    }
  }

  private void endQueued(FiberTask<?> fiber) {
    fiber.endQueued();
    judge(fiber);
    remove(fiber);
  }

  private void startAdmitted(Gate by, FiberTask<?> fiber) {
    try {
      startNew(fiber);
    } catch (RuntimeException | Error e) {
      leave(by, false);
      throw e;
    }
  }

  /// Starts one that is listed, or takes it out again.
  public final void startNew(FiberTask<?> fiber) {
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
          this + " refuses " + Texts.line(fiber.name()) + ", because its limit is " + told + "; fork less, or let the limit park the forker");
    }
    try {
      return full.awaitEntry(fiber, this);
    } catch (InterruptedException e) {
      remove(fiber);
      throw Interruption.unchecked("interrupted while waiting for a place in " + this + "; nothing was forked", e);
    }
  }

  /// A handler may fork another one in the place of the one that has failed. Every other policy goes first: it may cancel who would get the place.
  @Override
  protected final void ended(FiberTask<?> fiber) {
    boolean judgedFirst = !(policy instanceof Policy.Supervise);
    if (judgedFirst) {
      judge(fiber);
    }
    if (gate != null && !isBlock(fiber)) {
      leave(gate, true);
    }
    if (!judgedFirst) {
      judge(fiber);
    }
  }

  /// A place is free: the next one in the queue gets it, or else whoever waits to fork. One that its scheduler does not take any more
  /// ends without having run, and leaves the place in its turn.
  ///
  /// @param ending whether by a fiber that is just ending: then the next one is taken also by a scheduler that is being closed
  private void leave(Gate by, boolean ending) {
    for (FiberTask<?> next = by.leave(); next != null; next = by.leave()) {
      if (next.isCancelled()) {
        endQueued(next); // here, and not by its scheduler, where each would leave its place to the next one inside the end of the one before
        continue;
      }
      try {
        if (ending) {
          engine().startBehind(next);
        } else {
          engine().start(next);
        }
        return;
      } catch (RejectedExecutionException | OutOfMemoryError e) {
        refuse(next, e);
      }
    }
  }

  @Override
  public final Optional<WaitReason> whyNotBegun(FiberTask<?> fiber) {
    if (gate == null || !gate.isQueued(fiber)) {
      return Optional.empty();
    }
    return Optional.of(whyNoPlace("start in", gate));
  }

  @Override
  final List<Thread> placeHolders(FiberTask<?> fiber) {
    return gate != null && gate.isQueued(fiber) ? placeHolders() : List.of();
  }

  /// Those who have a place.
  final List<Thread> placeHolders() {
    return fibers().stream().filter(fiber -> !isBlock(fiber)).map(FiberTask::thread).filter(Objects::nonNull).toList();
  }

  /// Names some of them.
  final WaitReason whyNoPlace(String action, Gate full) {
    List<String> running = fibers().stream().filter(other -> other.thread() != null && !isBlock(other)).limit(NAMED).map(FiberTask::name).toList();
    return new WaitReason(action, name() + ": " + full, running, false);
  }

  private void refuse(FiberTask<?> fiber, Throwable why) {
    fiber.refuse(why);
    judge(fiber);
    remove(fiber);
  }
}
