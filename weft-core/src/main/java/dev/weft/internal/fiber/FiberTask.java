package dev.weft.internal.fiber;

import dev.weft.Action;
import dev.weft.SpawnSite;
import dev.weft.internal.mount.FreshThread;
import dev.weft.internal.run.Engine;
import dev.weft.internal.run.Engines;
import dev.weft.internal.run.Startable;
import dev.weft.internal.run.Strand;
import dev.weft.internal.util.Texts;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/// A fiber: its body and how that is run, its scope, its name.
///
/// One object in rooms, from below: [FiberState] (running, cancelled, ended), [FiberEnd] (its outcome, and who waits for it), and this.
///
/// Owner: the forking thread until it is queued, then its carrier, then the strand that runs it. A million fibers may be alive: what most
/// of them do not need lies outside.
public final class FiberTask<T> extends FiberEnd<T> implements Startable, Engines.EngineBound {
  private final Owner owner;
  private final long id;

  /// A [Callable] or an [Action]; null once it has ended: who keeps the fiber does not keep what the body has captured.
  private @Nullable Object body;

  private final SpawnSite site;

  /// Null once it has begun, unless it has a name or a supervisor. Touched by whoever has the fiber; others read the name.
  @Nullable Heritage heritage;

  // Siblings in the owner's list of children, guarded by the owner's lock.
  @Nullable FiberTask<?> previous;
  @Nullable FiberTask<?> next;

  // The scopes that it has opened and not closed, innermost first; guarded by the owner's lock, looked at without.
  volatile @Nullable Owner inner;

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

  // ---- running

  @Override
  public boolean endsItsThread() {
    return ownsThread();
  }

  @Override
  public void runOn(Strand strand) {
    try {
      Heritage inherited = inherit();
      if (begin(strand.thread())) {
        runFresh(strand.thread(), inherited);
      }
    } catch (Throwable t) {
      threw(t);
    } finally {
      end();
    }
  }

  private void runFresh(Thread self, Heritage inherited) {
    String name = inherited.name() == null ? "" : inherited.name();
    if (inherited.bindings() != null) {
      FreshThread.run(self, inherited.bindings(), inherited.locals(), inherited.loader(), name, this::callBody);
      return;
    }
    try {
      FreshThread.begin(self, inherited.locals(), inherited.loader(), name);
      callBody();
    } finally {
      FreshThread.end(self);
    }
  }

  @Override
  public void run() {
    Thread self = Thread.currentThread();
    Thread.interrupted(); // meant for whatever the thread has run before
    Engines.enter(this);
    try {
      Heritage inherited = inherit();
      if (inherited.name() != null) {
        self.setName(inherited.name());
      }
      if (begin(self)) {
        if (inherited.bindings() == null) {
          callBody();
        } else {
          FreshThread.runBound(self, inherited.bindings(), this::callBody);
        }
      }
      Thread.interrupted();
    } catch (Throwable t) {
      threw(t);
    } finally {
      try {
        end();
      } finally {
        Engines.leave(); // a handler of its failure still runs in it
      }
    }
  }

  /// Takes what it was forked with; it is not kept alive by the fiber any longer, but for a supervisor.
  private Heritage inherit() {
    Heritage inherited = Objects.requireNonNull(heritage, "a fiber begins once");
    heritage = inherited.begun(owner);
    return inherited;
  }

  /// Ends it without ever running: its scheduler takes no more fibers. Called instead of a run; the scope is not told.
  public void refuse(Throwable why) {
    threw(why);
    body = null;
    endsUnrun();
    tellWaiting();
  }

  /// Ends it without ever running: it was cancelled while it waited for a place. Called instead of a run; the scope is not told.
  void endQueued() {
    body = null;
    endsUnbegun();
    tellWaiting();
  }

  @Override
  public void cannotRun(OutOfMemoryError why) {
    threw(why);
    end();
  }

  private boolean begin(Thread self) {
    runsOn(self);
    Cancellation why = owner.whyCancelled();
    if (why != null) {
      mark(why); // the scope's cancellation may be on its way here
    }
    return begins();
  }

  /// Throws only what goes wrong after the body's end, such as a lack of memory.
  private void callBody() {
    try {
      returned(call());
    } catch (Throwable t) {
      threw(t);
      if (Interrupted.says(t)) {
        obeyLate();
      }
    }
    if (inner != null) {
      Throwable unclosed = Unclosed.end(this);
      Throwable cause = thrown();
      if (unclosed != null && cause != null) {
        cause.addSuppressed(unclosed);
      } else if (unclosed != null) {
        threw(unclosed);
      }
    }
  }

  /// A cancellation of its scope that is still on its way here: the body has learned of it first by the end of another fiber.
  private void obeyLate() {
    Cancellation why = owner.whyToBeCancelled();
    if (why != null) {
      mark(why);
    }
  }

  private @Nullable Object call() throws Exception {
    if (body instanceof Action action) {
      action.run();
      return null;
    }
    return ((Callable<?>) Objects.requireNonNull(body, "a body runs once")).call();
  }

  @Override
  public void endUnbegun() {
    body = null;
    endsUnbegun();
    leave();
  }

  private void end() {
    body = null;
    ends();
    leave();
  }

  private void leave() {
    try {
      tellWaiting();
      owner.ended(this);
    } finally {
      owner.remove(this);
      engine().ended();
    }
  }

  // ---- its scope

  @Override
  public boolean cancel(Throwable cause) {
    var why = Cancellation.now(Objects.requireNonNull(cause, "cause"));
    if (!mark(why)) {
      return false;
    }
    if (inner != null) {
      Cascade.from(this, why);
    }
    owner.endIfQueued(this);
    engine().cancelled(this);
    owner.watchCancelled();
    return true;
  }

  @Override
  void told() {
    owner.told(this);
  }

  /// Its scope.
  public Owner owner() {
    return owner;
  }

  /// The scopes that it has opened and not yet closed, innermost first; a snapshot.
  public List<Owner> scopes() {
    return inner == null ? List.of() : owner.innerOf(this);
  }

  @Override
  public Engine engine() {
    return owner.engine();
  }

  @Override
  public @Nullable Throwable whyCancelled() {
    Cancellation why = shields() == 0 ? cancellation() : null;
    return why == null ? null : why.cause();
  }

  @Override
  public @Nullable Throwable whyInterrupted() {
    Throwable cancelled = whyCancelled();
    return cancelled == null ? Regions.expired() : cancelled;
  }

  // ---- who it is

  @Override
  public String name() {
    Heritage given = heritage;
    return given == null || given.name() == null ? "fiber-" + id : given.name();
  }

  @Override
  public long id() {
    return id;
  }

  /// Its number: many that are queued are looked for, and an object whose identity hash is asked for grows by it.
  @Override
  public int hashCode() {
    return Long.hashCode(id);
  }

  @Override
  public SpawnSite spawnSite() {
    return site;
  }

  @Override
  public String toString() {
    return "fiber " + Texts.line(name()) + " (" + how() + ", forked at " + site + ")";
  }
}
