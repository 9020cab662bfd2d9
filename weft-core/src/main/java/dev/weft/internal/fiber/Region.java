package dev.weft.internal.fiber;

import dev.weft.Deadline;
import dev.weft.DeadlineExceededException;
import dev.weft.internal.mount.VirtualThreads;
import dev.weft.internal.run.Engine;
import dev.weft.internal.run.Engines;
import dev.weft.internal.run.Startable;
import dev.weft.internal.run.TimerEntry;
import java.lang.invoke.ConstantBootstraps;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A part of a fiber's or thread's run that a deadline ends. How it is entered: see [Regions].
///
/// ```
///  ACTIVE --the body ends--------> DONE     (the timer is withdrawn)
///  ACTIVE --the time has come----> EXPIRING --scopes cancelled, thread interrupted--> EXPIRED
/// ```
/// Whoever leaves ACTIVE first has won: a body that has ended is never interrupted, and a region that has expired waits for its
/// interrupt to arrive before it clears it, so that none escapes.
///
/// Forks inherit it; its expiry reaches them through the scopes opened in it. A fiber
/// forked into a scope that was opened outside gets a region of its own with the same deadline; one that is forked in a shield, only
/// the scope's.
///
/// A shield that was entered in the region holds its expiry back: for the code in the shield, and for what that forks, it is as if there
/// were no such region. So clean-up can have a deadline of its own, however late it is already. What is held back comes at the end of that shield.
public final class Region extends TimerEntry {
  private static final int ACTIVE = 0;
  private static final int DONE = 1;
  private static final int EXPIRING = 2;
  private static final int EXPIRED = 3;

  private static final VarHandle STATE =
      ConstantBootstraps.fieldVarHandle(MethodHandles.lookup(), "state", VarHandle.class, Region.class, int.class);
  private static final VarHandle INTERRUPTED =
      ConstantBootstraps.fieldVarHandle(MethodHandles.lookup(), "interrupted", VarHandle.class, Region.class, boolean.class);

  private final Deadline limit;
  private final Engine engine;
  private final long at;

  /// Never that of whoever has forked the fiber: a chain of fibers, each forked by the one before, would keep all of theirs.
  private final @Nullable Region outer;

  private final @Nullable FiberTask<?> fiber;
  private final Thread thread;

  /// In how many of the fiber's shields it lies.
  private final int shields;

  @SuppressWarnings("unused") // through STATE
  private volatile int state;

  @SuppressWarnings("unused") // through INTERRUPTED
  private volatile boolean interrupted;

  private final RegionScopes scopes = new RegionScopes();

  /// Whether its interrupt had ended some wait before a region in it interrupted too, so that it is not to be seen again behind that one.
  private volatile boolean seen;

  /// The one in it on the same thread, while that lasts. For reports.
  private volatile @Nullable Region inner;

  /// Made while EXPIRING.
  private @Nullable DeadlineWatch watch;

  private Region(Deadline limit, Engine engine, long at, @Nullable Region outer) {
    this.limit = limit;
    this.engine = engine;
    this.at = at;
    this.fiber = currentFiber();
    this.thread = Thread.currentThread();
    this.outer = outer != null && outer.fiber == fiber && outer.thread == thread ? outer : null;
    this.shields = fiber == null ? 0 : fiber.shields();
    for (Region around = around(this.outer); around != null; around = around(around.outer)) {
      around.awaitInterrupt();
    }
    lookAround();
    if (this.outer != null) {
      this.outer.inner = this;
    }
  }

  /// Finds out which interrupts of those around it have been taken.
  private void lookAround() {
    for (Region around = around(outer); around != null; around = around(around.outer)) {
      boolean sent = around.state == EXPIRED && (around.fiber == null || around.interrupted);
      if (sent && !thread.isInterrupted()) {
        around.seen = true;
      }
    }
  }

  /// One that is on its way.
  void awaitInterrupt() {
    while (state == EXPIRING) {
      VirtualThreads.yieldKernelThread();
    }
  }

  /// The same, if no shield lies between it and this one.
  private @Nullable Region around(@Nullable Region region) {
    return region != null && region.shields == shields ? region : null;
  }

  /// None while a handler of its failure runs, or a callback of its end: nobody interrupts a fiber that has ended, but its thread may be.
  private static @Nullable FiberTask<?> currentFiber() {
    Startable running = Engines.currentFiber();
    return running instanceof FiberTask<?> fiber && !fiber.isEnded() ? fiber : null;
  }

  /// Its deadline.
  public Deadline limit() {
    return limit;
  }

  // ---- the body

  /// Begins one; whoever has begun it must [#leave] it.
  static Region enter(Deadline limit, Engine engine, long at, @Nullable Region outer) {
    var region = new Region(limit, engine, at, outer);
    engine.schedule(region, at);
    return region;
  }

  /// Begins one with the same deadline.
  Region enterSame(@Nullable Region outer) {
    return enter(limit, engine, at, outer);
  }

  /// Whether its moment comes no later than that one's, and there is one.
  boolean holdsBy(Region other) {
    return holdsBy(other.at, other.engine);
  }

  /// Whether its moment comes no later than that one. Moments of different clocks cannot be compared.
  boolean holdsBy(long moment, Engine counting) {
    return engine.clock() == counting.clock() && at <= moment;
  }

  /// Whether its expiry reaches the current code: no shield lies between.
  public boolean reaches() {
    FiberTask<?> inner = currentFiber();
    int between = inner == null ? 0 : inner.shields();
    while (inner != null && inner != fiber) {
      if (between > 0) {
        return false;
      }
      if (inner.owner().region() == this) {
        return true; // as it did when that scope was opened; the tree may be deep
      }
      between = inner.owner().shields();
      inner = inner.owner().parent();
    }
    return between <= shields;
  }

  /// In how many of the fiber's shields it lies.
  int shields() {
    return shields;
  }

  /// The one around it in the same fiber, or on the same thread if that runs none.
  @Nullable Region outer() {
    return outer;
  }

  /// True for the one who interrupts the fiber because the time has come: the timer, or the end of a shield.
  boolean interrupts() {
    return INTERRUPTED.compareAndSet(this, false, true);
  }

  /// True if the deadline has passed and nothing else can have interrupted the body: a cancellation does not, in a shield.
  boolean leave() {
    if (outer != null) {
      outer.inner = null;
    }
    if (STATE.compareAndSet(this, ACTIVE, DONE)) {
      cancel();
      return false;
    }
    awaitInterrupt();
    if (watch != null) {
      watch.end();
    }
    boolean interrupted = Thread.interrupted();
    if (fiber != null && fiber.isCancelled() && shields == 0) { // looked at behind that: the interrupt of a cancellation that comes now is not cleared
      if (interrupted) {
        thread.interrupt();
      }
      return false;
    }
    if (outerExpired()) {
      thread.interrupt(); // the one just cleared may have been the outer one's
    }
    return true;
  }

  /// Those outside the shield have not interrupted anybody in it.
  private boolean outerExpired() {
    boolean expired = false;
    for (Region around = around(outer); around != null; around = around(around.outer)) {
      expired |= around.isUnseen();
    }
    return expired;
  }

  /// Whether its time is still to come, so that it can end something.
  boolean isToCome() {
    return state == ACTIVE;
  }

  /// Whether its time has come before its body had ended.
  boolean isDue() {
    return state >= EXPIRING;
  }

  /// The same, unless its interrupt has been taken before another one's.
  boolean isUnseen() {
    return isDue() && !seen;
  }

  @Override
  protected void fire() {
    if (!STATE.compareAndSet(this, ACTIVE, EXPIRING)) {
      return;
    }
    try {
      lookAround();
      if (fiber == null) { // first of all, so that whoever closes one of the scopes is told too
        Interrupts.send(thread);
      } else {
        fiber.nudge(this);
      }
      List<Owner> opened = scopes.all();
      if (!opened.isEmpty()) {
        var cause = new DeadlineExceededException(limit.length(), null);
        opened.forEach(scope -> scope.cancel(cause));
      }
      var late = new DeadlineWatch(this);
      watch = late;
      late.start();
    } finally {
      state = EXPIRED;
    }
  }

  // ---- for reports

  /// The thread that it was entered on.
  public Thread thread() {
    return thread;
  }

  /// The fiber that it was entered on; null on other threads.
  public @Nullable FiberTask<?> fiber() {
    return fiber;
  }

  /// The same for those in it on the same thread too.
  List<Owner> scopesInside() {
    List<Owner> all = new ArrayList<>();
    for (Region region = this; region != null; region = region.inner) {
      all.addAll(region.scopes.all());
    }
    return all;
  }

  /// Whether the time of one in it on the same thread has come too, so that this one does not end before that.
  boolean waitsForInner() {
    Region nested = inner;
    return nested != null && nested.isDue();
  }

  /// The scopes that were opened in it on its own thread, and have not closed.
  RegionScopes scopes() {
    return scopes;
  }
}
