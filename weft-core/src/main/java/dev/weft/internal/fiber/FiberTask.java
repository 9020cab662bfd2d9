package dev.weft.internal.fiber;

import dev.weft.Action;
import dev.weft.CancelledException;
import dev.weft.Fiber;
import dev.weft.FiberFailedException;
import dev.weft.Outcome;
import dev.weft.Selectable;
import dev.weft.SpawnSite;
import dev.weft.internal.mount.Mounts;
import dev.weft.internal.run.Engine;
import dev.weft.internal.run.Engines;
import dev.weft.internal.run.Startable;
import dev.weft.internal.run.Strand;
import java.lang.invoke.ConstantBootstraps;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/// A fiber: its body, its state, its end.
///
/// ```
///  NEW --first turn--> RUNNING --body returned or threw--> ENDED
///   |                     |
///   +---cancel()----------+--> the bit CANCELLED is set, once; a running one is interrupted
/// ```
/// | bit | set by | meaning |
/// |---|---|---|
/// | CANCELLED | whoever cancels first | a body that has not begun will not run |
/// | INTERRUPTING | whoever cancels, for a moment | the thread must not be left yet: the interrupt is on its way |
/// | SHIELDED | the fiber | nothing interrupts it now |
/// | NUDGED | a deadline | an interrupt waits for the end of the shield |
/// | REPORTED | the watch | it has been reported as one that ignores its cancellation |
/// | UNBEGUN | the fiber | it was cancelled before its first turn |
/// | TOLD | its scope's failures | its failure has been thrown to the opener of its scope |
/// | OWN_THREAD | its maker | its thread ends with it |
///
/// Owner: the forking thread until it is queued, then its carrier, then the strand that runs it. `result` is written by the fiber
/// before ENDED and read after it. A million fibers may be alive: what most of them do not need lies outside.
public final class FiberTask<T> extends Fiber<T> implements Startable, Engines.EngineBound {
  private static final VarHandle STATE = field("state", int.class);
  private static final VarHandle THREAD = field("thread", Thread.class);
  private static final VarHandle CANCELLATION = field("cancellation", Cancellation.class);
  private static final VarHandle ENDING = field("ending", Ending.class);

  private static final int SPINS = 64;

  private static final int RUNNING = 1;
  private static final int ENDED = 2;
  private static final int CANCELLED = 4;
  private static final int INTERRUPTING = 8;
  private static final int SHIELDED = 16;
  private static final int NUDGED = 32;
  private static final int REPORTED = 64;
  private static final int UNBEGUN = 128;
  private static final int TOLD = 256;
  private static final int OWN_THREAD = 512;

  private final Owner owner;
  private final long id;

  /// A [Callable] or an [Action].
  private final Object body;
  private final SpawnSite site;

  /// Null once it has begun, unless it has a name.
  private @Nullable Heritage heritage;

  // Siblings in the owner's list of children, guarded by the owner's lock.
  @Nullable FiberTask<?> previous;
  @Nullable FiberTask<?> next;

  // The scopes that it has opened and not closed, innermost first; guarded by the owner's lock, looked at without.
  volatile @Nullable Owner inner;

  private volatile int state;

  /// Written by the fiber, with release only: an exchange of the state follows or has gone before.
  private volatile @Nullable Thread thread;

  /// What its body returned, or a [Thrown].
  private @Nullable Object result;

  @SuppressWarnings("unused") // through CANCELLATION
  private volatile @Nullable Cancellation cancellation;

  @SuppressWarnings("unused") // through ENDING
  private volatile @Nullable Ending<T> ending;

  private record Thrown(Throwable cause) {}

  /// Made by the forking thread, whose inheritable thread locals, scoped values and class loader the fiber gets.
  public FiberTask(Owner owner, @Nullable String name, Callable<? extends T> body, SpawnSite site) {
    this(owner, name, body instanceof Action ? (Callable<T>) body::call : body, site, null);
  }

  /// One whose body returns nothing.
  static FiberTask<Void> of(Owner owner, @Nullable String name, Action body, SpawnSite site) {
    return new FiberTask<>(owner, name, body, site, null);
  }

  private FiberTask(Owner owner, @Nullable String name, Object body, SpawnSite site, @Nullable Void unused) {
    this.owner = owner;
    this.id = FiberIds.next();
    this.body = body;
    this.site = site;
    this.heritage = Heritage.of(owner, name);
  }

  private static VarHandle field(String name, Class<?> type) {
    return ConstantBootstraps.fieldVarHandle(MethodHandles.lookup(), name, VarHandle.class, FiberTask.class, type);
  }

  // ---- running

  /// Before it is started: its thread is its alone, and ends with it.
  public void keepThread() {
    STATE.getAndBitwiseOr(this, OWN_THREAD);
  }

  @Override
  public boolean endsItsThread() {
    return (state & OWN_THREAD) != 0;
  }

  @Override
  public void runOn(Strand strand) {
    Heritage inherited = inherit();
    try {
      if (begin(strand.thread())) {
        runFresh(strand.thread(), inherited);
      }
    } finally {
      end();
    }
  }

  private void runFresh(Thread self, Heritage inherited) {
    String name = inherited.name() == null ? "" : inherited.name();
    if (inherited.bindings() != null) {
      Mounts.runFresh(self, inherited.bindings(), inherited.locals(), inherited.loader(), name, this::callBody);
      return;
    }
    Mounts.begin(self, inherited.locals(), inherited.loader(), name);
    callBody();
    Mounts.end(self);
  }

  @Override
  public void run() {
    Thread self = Thread.currentThread();
    Heritage inherited = inherit();
    Thread.interrupted(); // meant for whatever the thread has run before
    Engines.enter(this);
    try {
      if (inherited.name() != null) {
        self.setName(inherited.name());
      }
      if (begin(self)) {
        if (inherited.bindings() == null) {
          callBody();
        } else {
          Mounts.runBound(self, inherited.bindings(), this::callBody);
        }
      }
      Thread.interrupted();
    } finally {
      Engines.leave();
      end();
    }
  }

  /// Takes what it was forked with; it is not kept alive by the fiber any longer.
  private Heritage inherit() {
    Heritage inherited = Objects.requireNonNull(heritage, "a fiber begins once");
    heritage = inherited.begun();
    return inherited;
  }

  /// Ends it without ever running: its scheduler takes no more fibers. Called instead of a run; the scope is not told.
  public void refuse(RuntimeException why) {
    result = new Thrown(why);
    STATE.getAndBitwiseOr(this, ENDED);
    Ending<T> waiting = ending;
    if (waiting != null) {
      waiting.fire();
    }
  }

  private boolean begin(Thread self) {
    THREAD.setRelease(this, self);
    Cancellation why = owner.whyCancelled();
    if (why != null) {
      mark(why); // the scope's cancellation may be on its way here
    }
    int fresh = state & OWN_THREAD;
    boolean begins = STATE.compareAndSet(this, fresh, fresh | RUNNING);
    if (!begins) {
      STATE.getAndBitwiseOr(this, UNBEGUN);
    }
    return begins;
  }

  /// Throws nothing.
  private void callBody() {
    try {
      result = call();
    } catch (Throwable t) {
      result = new Thrown(t);
    }
    if (inner != null) {
      Throwable unclosed = Unclosed.end(this);
      if (result instanceof Thrown(Throwable cause)) {
        cause.addSuppressed(unclosed);
      } else {
        result = new Thrown(unclosed);
      }
    }
  }

  private @Nullable Object call() throws Exception {
    if (body instanceof Action action) {
      action.run();
      return null;
    }
    return ((Callable<?>) body).call();
  }

  private void end() {
    int seen;
    do {
      awaitInterrupt();
      seen = state & ~INTERRUPTING;
    } while (!STATE.compareAndSet(this, seen, (seen & ~(RUNNING | SHIELDED | NUDGED)) | ENDED));
    THREAD.setRelease(this, (Thread) null);
    if ((seen & CANCELLED) != 0) {
      Thread.interrupted();
    }
    try {
      Ending<T> waiting = ending;
      if (waiting != null) {
        waiting.fire();
      }
      owner.ended(this);
    } finally {
      owner.remove(this);
      engine().ended();
    }
  }

  /// Somebody is just interrupting this fiber. That may take long, and may even be a fiber behind this one in the same
  /// carrier's queue: an interrupt closes an NIO channel, which can wait for a lock.
  private void awaitInterrupt() {
    for (int spins = 0; (state & INTERRUPTING) != 0; spins++) {
      if (spins < SPINS) {
        Thread.onSpinWait();
      } else {
        Thread.yield();
      }
    }
  }

  // ---- cancelling

  @Override
  public boolean cancel(Throwable cause) {
    var why = new Cancellation(Objects.requireNonNull(cause, "cause"), engine().clock().nanoTime());
    if (!mark(why)) {
      return false;
    }
    if (inner != null) {
      Owner.spreadFrom(this, why);
    }
    owner.watchCancelled();
    return true;
  }

  /// Cancels this fiber alone, without the scopes that it has opened. False if it was cancelled before or has ended. Of several at
  /// the same time, the one whose reason stays is the one that is told true; whoever comes to the state first acts for it.
  boolean mark(Cancellation why) {
    boolean first = CANCELLATION.compareAndSet(this, null, why);
    while (true) {
      int seen = state;
      if ((seen & CANCELLED) != 0) {
        return first;
      }
      if ((seen & ENDED) != 0) {
        return false;
      }
      if ((seen & INTERRUPTING) != 0) {
        awaitInterrupt();
        continue;
      }
      boolean interrupt = (seen & RUNNING) != 0 && (seen & SHIELDED) == 0;
      if (STATE.compareAndSet(this, seen, seen | CANCELLED | (interrupt ? INTERRUPTING : 0))) {
        if (interrupt) {
          interrupt();
        }
        return first;
      }
    }
  }

  /// Interrupts it without cancelling it: a deadline inside its body has passed.
  ///
  /// @param despiteShield whether the deadline was set inside the shield
  void nudge(boolean despiteShield) {
    while (true) {
      int seen = state;
      if ((seen & ENDED) != 0) {
        return;
      }
      if ((seen & INTERRUPTING) != 0) {
        awaitInterrupt();
        continue;
      }
      boolean later = (seen & SHIELDED) != 0 && !despiteShield;
      if (STATE.compareAndSet(this, seen, seen | (later ? NUDGED : INTERRUPTING))) {
        if (!later) {
          interrupt();
        }
        return;
      }
    }
  }

  private void interrupt() {
    try {
      Thread running = thread;
      if (running != null) {
        running.interrupt();
      }
    } finally {
      STATE.getAndBitwiseAnd(this, ~INTERRUPTING);
    }
  }

  /// Whether it has been cancelled.
  public boolean isCancelled() {
    return (state & CANCELLED) != 0;
  }

  /// Whether nothing interrupts it now; for the fiber itself.
  boolean isShielded() {
    return (state & SHIELDED) != 0;
  }

  /// Why it was cancelled, or null.
  @Nullable Cancellation cancellation() {
    return isCancelled() ? cancellation : null;
  }

  /// True for the first caller only.
  boolean markReported() {
    return ((int) STATE.getAndBitwiseOr(this, REPORTED) & REPORTED) == 0;
  }

  /// Runs a part of the body that no cancellation interrupts. Called by the fiber itself.
  public <R> R shielded(Callable<R> part) throws Exception {
    int before = shield();
    if ((before & SHIELDED) != 0) {
      return part.call(); // within another one
    }
    boolean interrupted = Thread.interrupted();
    try {
      return part.call();
    } finally {
      int seen = (int) STATE.getAndBitwiseAnd(this, ~(SHIELDED | NUDGED));
      boolean cancelledMeanwhile = (seen & ~before & CANCELLED) != 0; // one from before has interrupted it already
      if (interrupted || cancelledMeanwhile || (seen & NUDGED) != 0) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /// Returns the state before.
  private int shield() {
    int before = (int) STATE.getAndBitwiseOr(this, SHIELDED);
    awaitInterrupt(); // one that is on its way arrives before the shield counts
    return before;
  }

  // ---- its end

  @Override
  public T join() throws InterruptedException {
    Outcome<T> outcome;
    if (isEnded()) {
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      outcome = result();
    } else {
      outcome = ending().await();
    }
    return switch (outcome) {
      case Outcome.Success<T>(T result) -> result;
      case Outcome.Failure<T>(Throwable thrown) -> {
        owner.told(this);
        throw new FiberFailedException(toString(), thrown);
      }
      case Outcome.Cancelled<T>(Throwable why) -> throw new CancelledException(this + " was cancelled", why);
    };
  }

  @Override
  public Selectable<Outcome<T>> ending() {
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
  public Optional<Outcome<T>> outcome() {
    return isEnded() ? Optional.of(result()) : Optional.empty();
  }

  /// Whether its outcome is there.
  public boolean isEnded() {
    return (state & ENDED) != 0;
  }

  /// Only after its end. A body that went on to its end although it was cancelled has its value; one that ended by the
  /// interrupt, or never began, was cancelled, unless it brings failures of others with it.
  @SuppressWarnings("unchecked")
  Outcome<T> result() {
    Throwable thrown = thrown();
    Cancellation why = cancellation;
    if (why != null && isCancelled() && (neverBegan() || endsByInterrupt(thrown) || thrown == why.cause())) {
      return new Outcome.Cancelled<>(why.cause());
    }
    return thrown == null ? new Outcome.Success<>((T) result) : new Outcome.Failure<>(thrown);
  }

  private @Nullable Throwable thrown() {
    return result instanceof Thrown(Throwable cause) ? cause : null;
  }

  private boolean neverBegan() {
    return (state & UNBEGUN) != 0;
  }

  private static boolean endsByInterrupt(@Nullable Throwable thrown) {
    if (!(thrown instanceof InterruptedException || thrown instanceof CancellationException)) {
      return false;
    }
    for (Throwable suppressed : thrown.getSuppressed()) {
      if (!endsByInterrupt(suppressed)) {
        return false;
      }
    }
    return true;
  }

  /// Only after its end: what it threw; null if it returned or was cancelled.
  public @Nullable Throwable failure() {
    Throwable thrown = thrown();
    return thrown == null || (isCancelled() && result() instanceof Outcome.Cancelled<T>) ? null : thrown;
  }

  /// Only after its end: whether it returned.
  public boolean succeeded() {
    return thrown() == null && !neverBegan();
  }

  /// Its failure has been thrown to the opener of its scope. Guarded by the scope's failures, as [#isTold] is.
  void markTold() {
    STATE.getAndBitwiseOr(this, TOLD);
  }

  boolean isTold() {
    return (state & TOLD) != 0;
  }

  // ---- who it is

  @Override
  public Engine engine() {
    return owner.engine();
  }

  /// Its scope.
  public Owner owner() {
    return owner;
  }

  /// The scopes that it has opened and not yet closed, innermost first; a snapshot.
  public List<Owner> scopes() {
    return inner == null ? List.of() : owner.innerOf(this);
  }

  /// The thread that it runs on; null before its first turn and after its end.
  public @Nullable Thread thread() {
    return thread;
  }

  @Override
  public String name() {
    Heritage given = heritage;
    return given == null || given.name() == null ? "fiber-" + id : given.name();
  }

  @Override
  public long id() {
    return id;
  }

  @Override
  public SpawnSite spawnSite() {
    return site;
  }

  @Override
  public String toString() {
    int seen = state;
    String how = (seen & ENDED) != 0 ? "ended" : (seen & RUNNING) != 0 ? "running" : "not begun";
    return "fiber " + name() + " (" + how + ((seen & CANCELLED) != 0 ? ", cancelled" : "") + ", forked at " + site + ")";
  }
}
