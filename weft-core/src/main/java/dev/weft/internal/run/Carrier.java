package dev.weft.internal.run;

import dev.weft.internal.mount.Mounts;
import dev.weft.internal.mount.VirtualThreads;
import java.lang.invoke.ConstantBootstraps;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// A kernel thread that runs fibers: what it has to run ([CarrierQueues]), in turns, and a stock of idle strands.
///
/// Invariant: a task that has been taken from any queue is run exactly once by its taker.
///
/// ```
///  running --nothing found--> searching --nothing found--> parked --wake()--> running (as a searcher)
///  spare: parked --the monitor gives it a held carrier to serve--> running --the held carrier goes on--> parked
/// ```
public final class Carrier extends CarrierQueues {
  private static final VarHandle TURNS =
      ConstantBootstraps.fieldVarHandle(MethodHandles.lookup(), "turns", VarHandle.class, Carrier.class, long.class);
  private static final VarHandle BUSY =
      ConstantBootstraps.fieldVarHandle(MethodHandles.lookup(), "busy", VarHandle.class, Carrier.class, boolean.class);

  /// For others to give back memory in.
  private static final long BREATH_NANOS = 1_000_000;

  final int index;
  final CarrierCounters counters = new CarrierCounters();

  /// For a spare, what it has to do; null for a regular carrier.
  private final @Nullable Duty duty;

  final IdleWait idleWait;

  private final StrandStock stock = new StrandStock();
  private @Nullable Runnable handover;
  private long turns;

  /// Whether it counts as searching: set by itself, or by whoever wakes it.
  boolean searching;

  /// Whether it is in a turn: for the monitor, which can bear a moment ago.
  @SuppressWarnings("unused") // through BUSY
  private boolean busy;

  Carrier(CarrierEngine engine, int index, GlobalQueue inbox, TimerQueue timers, boolean spare) {
    super(engine, engine.name() + (spare ? "-spare-" : "-carrier-") + index, inbox, timers);
    this.index = index;
    this.idleWait = new IdleWait(this, engine, engine.idleSet().spins());
    this.duty = spare ? new Duty(this) : null;
    setDaemon(true);
  }

  /// The carrier under the current thread, if it is one of Weft's.
  static @Nullable Carrier current() {
    return VirtualThreads.currentCarrier() instanceof Carrier carrier ? carrier : null;
  }

  static Carrier mounting(Strand strand) {
    if (VirtualThreads.currentCarrier() instanceof Carrier carrier) {
      return carrier;
    }
    throw new IllegalStateException(strand + " is not on a carrier of Weft");
  }

  boolean isSpare() {
    return duty != null;
  }

  /// What a spare has to do.
  Duty duty() {
    return Objects.requireNonNull(duty, "a regular carrier has no duty");
  }

  @Override
  boolean isOffDuty() {
    Duty mine = duty;
    return mine != null && !mine.isOn();
  }

  long turns() {
    return (long) TURNS.getOpaque(this);
  }

  boolean busy() {
    return (boolean) BUSY.getOpaque(this);
  }

  @Override
  Carrier acting() {
    Duty mine = duty;
    if (mine == null) {
      return this;
    }
    Carrier other = mine.served();
    return other == null ? this : other;
  }

  @Override
  public void run() {
    engine.settle(this);
    boolean closed = false;
    while (!closed) {
      try {
        serve();
        closed = true;
      } catch (Throwable t) {
        survive(t);
      }
    }
    stock.end();
  }

  /// Until the scheduler has been closed.
  private void serve() {
    while (true) {
      Runnable task = handover;
      handover = null;
      if (task == null) {
        task = nextTask();
      }
      if (task == null) {
        task = findWork();
        idleWait.foundWork();
      }
      if (task == null) {
        return;
      }
      turn(task);
    }
  }

  /// No fiber throws here: it is the carrier itself that had no room for something. What is behind it in the queue must not wait for ever.
  private void survive(Throwable thrown) {
    BUSY.setOpaque(this, false);
    open = false;
    engine.idleSet().leave(this);
    engine.noLongerSearching(this);
    engine.failed(getName(), thrown);
    LockSupport.parkNanos(engine, BREATH_NANOS);
  }

  // ---- a turn

  private void turn(Runnable task) {
    TURNS.setOpaque(this, turns + 1);
    BUSY.setOpaque(this, true);
    if (task instanceof Strand strand) {
      left(strand, Mounts.run(strand.thread()));
    } else if (task instanceof Startable fresh) {
      begin(fresh);
    } else {
      foreign(task);
    }
    BUSY.setOpaque(this, false);
    if (open) {
      open = false;
    }
  }

  private void begin(Startable fiber) {
    Strand strand = stock.take();
    if (strand == null) {
      try {
        strand = new Strand(acting());
      } catch (OutOfMemoryError e) {
        fiber.cannotRun(e);
        return;
      }
      counters.strands++;
    }
    strand.assign(fiber);
    left(strand, Mounts.runAnew(strand.thread()));
  }

  /// After a strand's turn. If nothing is to be done it may already run elsewhere.
  private void left(Strand strand, int how) {
    if (how == Mounts.ENDED) {
      keepIdle(strand);
    } else if (how != Mounts.NOTHING) {
      pushBack(strand);
    }
  }

  private void foreign(Runnable task) {
    try {
      task.run();
    } catch (Throwable t) {
      engine.failed("a task, " + task, t);
    }
  }

  /// Unless there are enough.
  private void keepIdle(Strand strand) {
    boolean mine = engine.stealing() || strand.home == this;
    if (!mine || !stock.put(strand)) {
      strand.assign(null);
      Mounts.finish(strand.thread());
    }
  }

  /// Called on a strand whose fiber has ended: the next task if it is an unstarted fiber; any other is left to the carrier.
  @Nullable Startable nextForStrand() {
    if (isOffDuty()) {
      return null;
    }
    Runnable task = nextTask();
    if (task instanceof Startable fresh) {
      TURNS.setOpaque(this, turns + 1);
      return fresh;
    }
    handover = task;
    return null;
  }

  // ---- nothing to do

  /// Looks everywhere, then parks until there is something; null when the scheduler has been closed.
  private @Nullable Runnable findWork() {
    while (true) {
      if (isOffDuty()) {
        engine.noLongerSearching(this); // woken to search at the moment when it was recalled
        retire();
        if (!duty().await(engine)) {
          return null;
        }
      }
      if (expireTimers()) {
        Runnable task = nextTask();
        if (task != null) {
          engine.noLongerSearching(this);
          return task;
        }
      }
      Runnable task = engine.search(this);
      if (task != null) {
        return task;
      }
      if (engine.closed()) {
        retire(); // recalled since it has looked, a spare still has what its timers have woken
        return null;
      }
      engine.idle(this);
    }
  }

  /// Waits until it is woken or the first timer is due.
  void parkUntil(long deadline) {
    counters.idles++;
    long now = engine.clock().nanoTime();
    boolean spin = idleWait.isPromising() && !isSpare() && engine.spares().allRest();
    pace.parks(now);
    if (deadline == TimerQueue.NONE) {
      idleWait.await(Long.MAX_VALUE, spin);
    } else if (deadline > now && !engine.clock().advanceTo(deadline)) {
      idleWait.await(deadline - now, spin);
    }
    pace.goesOn(engine.clock().nanoTime());
    Thread.interrupted(); // an interrupt that came too late for its fiber
  }

  /// Gives back what it has left in its own queue.
  private void retire() {
    Runnable task = next.take();
    if (task == null) {
      task = local.pop();
    }
    while (task != null) {
      engine.dispatch().giveBack(this, task);
      task = local.pop();
    }
  }
}
