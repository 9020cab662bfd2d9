package dev.weft.internal.run;

import dev.weft.internal.mount.VirtualThreads;
import dev.weft.schedule.SchedulerStats;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// A scheduler with carriers of its own: work-stealing, event-loop (one carrier) and per-core (no migration).
///
/// New work goes to the carrier that makes it; from outside it goes to an inbox. With [Placement#STEALING] all carriers
/// share one inbox and steal from each other; with [Placement#HOME] each has its own and a fiber stays where it
/// started. The monitor gives a spare carrier to a queue whose carrier is held.
public final class CarrierEngine extends Engine implements Executor {
  private final Placement placement;
  private final Carriers carriers;
  private final IdleSet idle;
  private final Dispatch dispatch;
  private final Monitor monitor;
  private final Object container;
  private final Search search = new Search(this);
  private final Spares spares = new Spares(this);

  private volatile boolean closed;

  public CarrierEngine(String name, int carriers, Placement placement, Clock clock) {
    super(name, clock);
    this.placement = placement;
    this.idle = new IdleSet(carriers);
    this.dispatch = new Dispatch(this, stealing(), idle);
    this.container = VirtualThreads.container(LiveFibers::threads);
    this.carriers = new Carriers(this, carriers, dispatch::inbox);
    this.monitor = new Monitor(this);
    startThreads();
    Engines.made(this);
  }

  private void startThreads() {
    try {
      carriers.start();
      monitor.start();
    } catch (OutOfMemoryError e) { // the system gives no more threads: those that it has given end
      closed = true;
      carriers.wake();
      throw e;
    }
  }

  boolean stealing() {
    return placement == Placement.STEALING;
  }

  /// Called by a carrier on its own thread before its first turn.
  void settle(Carrier carrier) {
    if (placement == Placement.PINNED && !carrier.isSpare()) {
      try {
        Affinity.pin(carrier.index);
      } catch (UnsupportedOperationException e) {
        System.getLogger("dev.weft").log(Level.WARNING, carrier.getName() + " is not pinned: " + e.getMessage());
      }
    }
  }

  Object container() {
    return container;
  }

  Carrier[] regularCarriers() {
    return carriers.regular();
  }

  Carrier[] allCarriers() {
    return carriers.all();
  }

  Dispatch dispatch() {
    return dispatch;
  }

  IdleSet idleSet() {
    return idle;
  }

  /// Reports about held carriers and about quiescence.
  public Monitor monitor() {
    return monitor;
  }

  @Override
  public int carriers() {
    return carriers.regular().length;
  }

  @Override
  public Executor executor() {
    return this;
  }

  @Override
  public long coarseTime() {
    return monitor.coarseTime();
  }

  // ---- new work

  @Override
  protected void start(Startable fiber, boolean awaited) {
    Carrier carrier = Carrier.current();
    if (carrier == null || carrier.engine != this || Strand.current() == null) {
      startedUnlessClosed(awaited);
      try {
        dispatch.submit(fiber);
      } catch (Throwable t) {
        ended();
        throw t;
      }
      return;
    }
    refuseIfClosed(awaited); // close() cannot overtake this one: it waits for the fiber that forks
    carrier.counters.forks++;
    try {
      if (stealing() || carriers() == 1) {
        carrier.pushNext(fiber);
      } else {
        dispatch.submit(fiber);
      }
    } catch (Throwable t) {
      carrier.counters.forks--;
      throw t;
    }
  }

  @Override
  public void ended() {
    Carrier carrier = Carrier.current();
    if (carrier == null || carrier.engine != this) {
      super.ended();
    } else {
      carrier.counters.ends++;
    }
  }

  /// A strand has been woken: it runs next on this carrier, or goes to the inbox of where it belongs.
  void ready(Strand strand) {
    Carrier carrier = Carrier.current();
    if (carrier != null && carrier.engine == this && (stealing() || carrier.acting() == strand.home)) {
      dispatch.enqueue(carrier, strand);
    } else if (stealing()) {
      dispatch.submit(strand);
    } else {
      dispatch.deliver(strand.home, strand);
    }
  }

  /// The carrier that it never leaves where there is no stealing; null for a fiber that has not begun.
  @Nullable Carrier homeOf(Runnable task) {
    if (task instanceof Strand strand) {
      return strand.home;
    }
    return task instanceof Startable ? null : carriers.of(task);
  }

  /// The continuation of a virtual thread that Weft has not made.
  @Override
  public void execute(Runnable task) {
    Objects.requireNonNull(task, "task");
    if (closed) {
      if (Outliving.isStart()) {
        throw refusal();
      }
      Outliving.goOn(task);
      return;
    }
    Carrier carrier = Carrier.current();
    Carrier home = stealing() ? null : homeOf(task);
    if (carrier != null && carrier.engine == this && (home == null || carrier.acting() == home)) {
      dispatch.enqueue(carrier, task);
    } else if (home == null) {
      dispatch.submit(task);
    } else {
      dispatch.deliver(home, task);
    }
    if (closed) { // perhaps after the last look of close()
      carriers.leaveOutliving(clock());
    }
  }

  @Override
  public void schedule(TimerEntry timer, long deadline) {
    if (closed) {
      Outliving.setTimer(timer, deadline, clock());
      return;
    }
    Carrier carrier = Carrier.current();
    Carrier owner = carrier != null && carrier.engine == this ? carrier.acting() : carriers.regular()[0];
    if (owner.timers.add(timer, deadline) && owner != carrier) {
      LockSupport.unpark(owner);
    }
    if (closed) { // perhaps after the last look of close()
      carriers.leaveOutliving(clock());
    }
  }

  @Override
  public boolean timersSet() {
    return carriers.timersSet();
  }

  @Override
  public boolean idle() {
    return idle.regularCount() >= carriers() && idle.searching() == 0 && !carriers.busy();
  }

  @Override
  public long turns() {
    return carriers.sum(Carrier::turns);
  }

  // ---- a carrier without work

  /// Looks everywhere; null if there is nothing.
  @Nullable Runnable search(Carrier carrier) {
    Runnable task = search.task(carrier);
    if (task != null) {
      noLongerSearching(carrier);
    }
    return task;
  }

  /// The last searcher that stops has another one woken: what it leaves would wait for ever otherwise.
  void noLongerSearching(Carrier carrier) {
    if (idle.stopSearching(carrier)) {
      dispatch.moreWork();
    }
  }

  /// Parks a carrier that has found nothing, until it is woken or its first timer is due.
  void idle(Carrier carrier) {
    idle.enter(carrier);
    tellClosers();
    if (!closed && !search.isPromising(carrier)) {
      carrier.idleWait.foundNothing();
      monitor.carrierIdle(idle.regularCount() >= carriers());
      carrier.parkUntil(carrier.timersNow().earliest());
    }
    idle.leave(carrier);
    monitor.carrierActive(); // partner: Monitor.quiescent, which sets `asleep`, then looks into the set
  }

  // ---- spares

  Spares spares() {
    return spares;
  }

  /// Another spare among all carriers. Guarded by the spares' monitor.
  Carrier addSpare() {
    return carriers.addSpare(this, dispatch.inbox());
  }

  // ---- the end

  @Override
  protected long startedCount() {
    return super.startedCount() + carriers.sum(carrier -> carrier.counters.forks);
  }

  @Override
  protected long endedCount() {
    return super.endedCount() + carriers.sum(carrier -> carrier.counters.ends);
  }

  boolean closed() {
    return closed;
  }

  @Override
  protected void end() {
    if (Carrier.current() instanceof Carrier carrier && carrier.engine == this) {
      throw closedFromInside();
    }
    startClosing();
    boolean interrupted = awaitFibers();
    closed = true;
    carriers.wake();
    monitor.stopWatching();
    interrupted |= carriers.join();
    carriers.leaveOutliving(clock());
    Engines.closed(this);
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public SchedulerStats stats() {
    List<SchedulerStats.CarrierStats> each = carriers.stats();
    int queued = stealing() ? dispatch.waiting() : (int) carriers.sum(carrier -> carrier.inbox.size());
    long ends = endsFirst();
    return new SchedulerStats(name(), each, queued, startedCount(), ends);
  }
}
