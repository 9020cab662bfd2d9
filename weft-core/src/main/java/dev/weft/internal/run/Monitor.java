package dev.weft.internal.run;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// The kernel thread that watches the carriers ("sysmon" in Go's runtime) and keeps the coarse clock.
///
/// Every millisecond while anything runs; it parks when all carriers are idle and all spares rest: one that has been recalled may still be in
/// a turn, and hold what is behind it.
///
/// ```
///  carrier: free --the same turn at two looks in a row--> open (thieves may take its run-next slot)
///           open --the same turn for [#HOLD_NANOS]--> held (a spare serves its queue, its timers are fired from here)
///           open or held --its turn ends--> free (its spare, if any, is recalled)
/// ```
public final class Monitor extends Thread {
  /// From when on a turn counts as holding its carrier.
  public static final long HOLD_NANOS = 10_000_000;

  private static final long TICK_NANOS = 1_000_000;

  /// What a look counts for at most: while the monitor itself did not run (a pause of the collector, too few processors), the
  /// carriers did not either.
  private static final long MOST_PER_LOOK_NANOS = 2 * TICK_NANOS;

  /// A look that comes so late shows that nobody has run: the process was stopped, or the collector paused it. Such a time is nobody's turn.
  private static final long STANDSTILL_NANOS = 100_000_000;

  private final CarrierEngine engine;
  private final List<Watch> watches;
  private final CopyOnWriteArrayList<MonitorListener> listeners = new CopyOnWriteArrayList<>();
  private long lastLook;
  private volatile long coarse;
  private volatile boolean asleep;
  private volatile boolean quiet;
  private volatile boolean stopped;

  Monitor(CarrierEngine engine) {
    super(null, null, engine.name() + "-monitor", 0, false);
    this.engine = engine;
    this.coarse = engine.clock().nanoTime();
    this.watches = new CopyOnWriteArrayList<>();
    for (Carrier carrier : engine.regularCarriers()) {
      watches.add(new Watch(carrier));
    }
    setDaemon(true);
  }

  /// What one carrier was doing at the last looks.
  private static final class Watch {
    final Carrier carrier;
    long turn = -1;

    /// When it began, and later by each standstill.
    long since;

    /// How long the turn has lasted, as far as it can be held against it.
    long counted;

    boolean reported;
    @Nullable Carrier spare;

    /// What anybody may read: null while the carrier is not held.
    volatile @Nullable Hold hold;

    Watch(Carrier carrier) {
      this.carrier = carrier;
    }
  }

  /// A carrier that one turn has kept for so long.
  ///
  /// @param turn which one
  /// @param othersWaited whether there was work for it meanwhile
  public record Hold(Carrier carrier, long turn, long nanos, boolean othersWaited) {
    /// Whether that turn has not ended.
    public boolean goesOn() {
      return carrier.busy() && carrier.turns() == turn;
    }
  }

  /// The carriers that are held now.
  public List<Hold> holds() {
    return watches.stream().map(watch -> watch.hold).filter(Objects::nonNull).map(Objects::requireNonNull).filter(Hold::goesOn).toList();
  }

  /// Adds somebody who is told about held carriers and quiescence, which may have come already: nobody else would wake the monitor then.
  public void listen(MonitorListener listener) {
    listeners.add(listener);
    LockSupport.unpark(this);
  }

  /// Takes a listener out again.
  public void unlisten(MonitorListener listener) {
    listeners.remove(listener);
  }

  long coarseTime() {
    return coarse;
  }

  /// A carrier is about to park; `last` if all regular ones are idle now.
  void carrierIdle(boolean last) {
    if (last) {
      coarse = engine.clock().nanoTime();
      quiet = true; // the next tick sees it: nobody needs to be woken for it
    }
  }

  /// A carrier goes on.
  void carrierActive() {
    if (quiet) {
      quiet = false;
    }
    if (asleep) {
      coarse = engine.clock().nanoTime();
      LockSupport.unpark(this);
    }
  }

  void stopWatching() {
    stopped = true;
    LockSupport.unpark(this);
  }

  @Override
  public void run() {
    while (!stopped) {
      try {
        watch();
      } catch (Throwable t) { // of a listener, a timer, or a lack of memory; without a monitor nobody looks after held carriers
        engine.failed(getName(), t);
        LockSupport.parkNanos(this, TICK_NANOS);
      }
    }
  }

  private void watch() {
    while (!stopped) {
      if (engine.idleSet().regularCount() >= engine.carriers() && !engine.idleSet().spins().isAnySpinning() && engine.spares().allRest()) {
        quiescent();
      } else {
        look();
        engine.tellClosers();
        LockSupport.parkNanos(this, TICK_NANOS);
      }
    }
  }

  private void quiescent() {
    long next = Long.MAX_VALUE;
    for (MonitorListener listener : listeners) {
      next = Math.min(next, listener.onQuiet(engine));
    }
    asleep = true;
    if (!stopped && engine.idleSet().regularCount() >= engine.carriers()) {
      if (next == Long.MAX_VALUE) {
        LockSupport.park(this);
      } else {
        LockSupport.parkNanos(this, next);
      }
    }
    asleep = false;
  }

  private void look() {
    long now = engine.clock().nanoTime();
    long passed = now - lastLook;
    lastLook = now;
    coarse = now;
    for (Watch watch : watches) {
      look(watch, now, passed);
    }
    for (Carrier carrier : engine.allCarriers()) {
      if (carrier.isSpare() && watches.stream().noneMatch(w -> w.carrier == carrier)) {
        watches.add(new Watch(carrier)); // a spare may be held in its turn
      }
    }
  }

  private void look(Watch watch, long now, long passed) {
    Carrier carrier = watch.carrier;
    long turn = carrier.turns();
    if (engine.stealing()) {
      judgePace(carrier, turn, now);
    }
    if (!carrier.busy() || turn != watch.turn) {
      watch.turn = turn;
      watch.since = now;
      watch.counted = 0;
      watch.reported = false;
      watch.hold = null;
      release(watch);
      return;
    }
    if (passed >= STANDSTILL_NANOS) {
      watch.since += passed;
    }
    long held = now - watch.since;
    carrier.counters.longestHold = Math.max(carrier.counters.longestHold, held);
    carrier.open = true;
    if (carrier.hasWork()) {
      engine.dispatch().workBehind(carrier);
    }
    watch.counted += Math.min(passed, MOST_PER_LOOK_NANOS);
    if (watch.counted >= HOLD_NANOS) {
      serve(watch, now);
      Hold before = watch.hold;
      var hold = new Hold(carrier, turn, Math.max(held, watch.counted), carrier.hasWork() || (before != null && before.othersWaited));
      watch.hold = hold;
      report(watch, hold);
    }
  }

  /// From now on others are woken for the run-next slot; who lies there already has to be told of here.
  private void judgePace(Carrier carrier, long turns, long now) {
    carrier.pace.judge(now, turns);
    if (carrier.pace.isSlow() && carrier.next.isFull()) {
      engine.dispatch().moreWork();
    }
  }

  private void serve(Watch watch, long now) {
    Carrier carrier = watch.carrier;
    carrier.timers.expire(now);
    boolean nobodyElse = engine.idleSet().count() == 0 && engine.idleSet().searching() == 0;
    boolean due = engine.spares().anyRests() || watch.counted >= HOLD_NANOS * (1 + engine.spares().count()); // ever slower with new threads
    if (due && watch.spare == null && engine.spares().areNeededBehind(carrier) && (nobodyElse || !engine.stealing())) {
      Carrier spare = engine.spares().take();
      if (spare == null) {
        return;
      }
      watch.spare = spare;
      carrier.counters.handOffs++;
      spare.duty().serve(carrier.acting());
    }
  }

  private void release(Watch watch) {
    Carrier spare = watch.spare;
    if (spare != null) {
      watch.spare = null;
      spare.duty().recall();
      wake(spare);
    }
  }

  private void wake(Carrier spare) {
    engine.idleSet().leave(spare);
    LockSupport.unpark(spare);
  }

  private void report(Watch watch, Hold hold) {
    for (MonitorListener listener : listeners) {
      listener.onHeld(engine, hold, !watch.reported);
    }
    watch.reported = true;
  }

  /// Whether every carrier was idle a moment ago.
  public boolean quiet() {
    return quiet;
  }
}
