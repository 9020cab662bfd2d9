package dev.weft.internal.run;

import dev.weft.internal.mount.VirtualThreads;
import dev.weft.schedule.SchedulerStats;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Arrays;
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
  private final Carrier[] regular;
  private final IdleSet idle;
  private final Dispatch dispatch;
  private final Monitor monitor;
  private final Object container;
  private final Search search = new Search(this);
  private final Spares spares = new Spares(this);

  /// Regular carriers and spares; replaced when a spare is added.
  private volatile Carrier[] all;

  private volatile boolean closed;

  public CarrierEngine(String name, int carriers, Placement placement, Clock clock) {
    super(name, clock);
    this.placement = placement;
    this.idle = new IdleSet(carriers);
    this.dispatch = new Dispatch(this, stealing(), idle);
    this.container = VirtualThreads.container(LiveFibers::threads);
    this.regular = new Carrier[carriers];
    for (int i = 0; i < carriers; i++) {
      regular[i] = new Carrier(this, i, dispatch.inbox(), new TimerQueue(), false);
    }
    this.all = regular;
    this.monitor = new Monitor(this);
    startThreads();
    Engines.made(this);
  }

  private void startThreads() {
    try {
      for (Carrier carrier : regular) {
        carrier.start();
      }
      monitor.start();
    } catch (OutOfMemoryError e) { // the system gives no more threads: those that it has given end
      closed = true;
      for (Carrier carrier : regular) {
        LockSupport.unpark(carrier);
      }
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
    return regular;
  }

  Carrier[] allCarriers() {
    return all;
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
    return regular.length;
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
      if (stealing() || regular.length == 1) {
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
    Carrier home = stealing() ? null : regular[(System.identityHashCode(task) >>> 3) % regular.length];
    if (carrier != null && carrier.engine == this && (home == null || carrier.acting() == home)) {
      dispatch.enqueue(carrier, task);
    } else if (home == null) {
      dispatch.submit(task);
    } else {
      dispatch.deliver(home, task);
    }
    if (closed) { // perhaps after the last look of close()
      leaveOutliving();
    }
  }

  private void leaveOutliving() {
    for (Carrier carrier : all) {
      if (!carrier.isAlive()) {
        Outliving.leave(carrier.inbox);
        Outliving.leave(carrier.timers, clock());
      }
    }
  }

  @Override
  public void schedule(TimerEntry timer, long deadline) {
    if (closed) {
      Outliving.setTimer(timer, deadline, clock());
      return;
    }
    Carrier carrier = Carrier.current();
    Carrier owner = carrier != null && carrier.engine == this ? carrier.acting() : regular[0];
    if (owner.timers.add(timer, deadline) && owner != carrier) {
      LockSupport.unpark(owner);
    }
    if (closed) { // perhaps after the last look of close()
      leaveOutliving();
    }
  }

  @Override
  public boolean timersSet() {
    for (Carrier carrier : all) {
      if (carrier.timers.earliest() != TimerQueue.NONE) {
        return true;
      }
    }
    return false;
  }

  @Override
  public boolean idle() {
    if (idle.regularCount() < regular.length || idle.searching() > 0) {
      return false;
    }
    for (Carrier carrier : all) {
      if (carrier.busy() || carrier.hasWork()) {
        return false;
      }
    }
    return true;
  }

  @Override
  public long turns() {
    long sum = 0;
    for (Carrier carrier : all) {
      sum += carrier.turns();
    }
    return sum;
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
      monitor.carrierIdle(idle.regularCount() >= regular.length);
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
    Carrier spare = new Carrier(this, all.length, dispatch.inbox(), new TimerQueue(), true);
    Carrier[] before = all;
    Carrier[] more = Arrays.copyOf(before, before.length + 1);
    more[before.length] = spare;
    all = more;
    try {
      spare.start();
    } catch (OutOfMemoryError e) { // the system gives no more threads
      all = before;
      throw e;
    }
    return spare;
  }

  // ---- the end

  @Override
  protected long startedCount() {
    return super.startedCount() + Arrays.stream(all).mapToLong(c -> c.counters.forks).sum();
  }

  @Override
  protected long endedCount() {
    return super.endedCount() + Arrays.stream(all).mapToLong(c -> c.counters.ends).sum();
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
    for (Carrier carrier : all) {
      LockSupport.unpark(carrier);
    }
    monitor.stopWatching();
    for (Carrier carrier : all) {
      interrupted |= join(carrier);
    }
    leaveOutliving();
    Engines.closed(this);
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static boolean join(Thread thread) {
    boolean interrupted = false;
    while (true) {
      try {
        thread.join();
        return interrupted;
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
  }

  @Override
  public SchedulerStats stats() {
    List<SchedulerStats.CarrierStats> each = Arrays.stream(all).map(CarrierEngine::statsOf).toList();
    int queued = stealing() ? dispatch.waiting() : Arrays.stream(all).mapToInt(c -> c.inbox.size()).sum();
    long ends = endsFirst();
    return new SchedulerStats(name(), each, queued, startedCount(), ends);
  }

  private static SchedulerStats.CarrierStats statsOf(Carrier carrier) {
    CarrierCounters counters = carrier.counters;
    return new SchedulerStats.CarrierStats(
        carrier.getName(),
        carrier.turns(),
        counters.steals,
        counters.idles,
        counters.handOffs,
        carrier.local.size() + (carrier.next.isFull() ? 1 : 0),
        carrier.timers.size(),
        counters.strands,
        Duration.ofNanos(counters.longestHold));
  }
}
