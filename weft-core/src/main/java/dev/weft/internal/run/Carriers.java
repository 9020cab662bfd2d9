package dev.weft.internal.run;

import dev.weft.schedule.SchedulerStats;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;

/// The carriers of one engine: the regular ones, which are there from the beginning, and the spares that have been added since.
///
/// A carrier stays among them for as long as the engine exists.
final class Carriers {
  private final Carrier[] regular;

  /// Replaced when a spare is added.
  private volatile Carrier[] all;

  /// With an inbox for each, which may be the same for all.
  Carriers(CarrierEngine engine, int count, Supplier<GlobalQueue> inboxes) {
    regular = new Carrier[count];
    for (int i = 0; i < count; i++) {
      regular[i] = new Carrier(engine, i, inboxes.get(), new TimerQueue(), false);
    }
    all = regular;
  }

  Carrier[] regular() {
    return regular;
  }

  Carrier[] all() {
    return all;
  }

  /// Where what belongs to no carrier goes if it has to stay on one.
  Carrier of(Object what) {
    return regular[(System.identityHashCode(what) >>> 3) % regular.length];
  }

  /// Starts the regular ones.
  void start() {
    for (Carrier carrier : regular) {
      carrier.start();
    }
  }

  /// Another spare, running. Guarded by the spares' monitor.
  Carrier addSpare(CarrierEngine engine, GlobalQueue inbox) {
    Carrier[] before = all;
    Carrier spare = new Carrier(engine, before.length, inbox, new TimerQueue(), true);
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

  // ---- what they do

  boolean timersSet() {
    return Arrays.stream(all).anyMatch(carrier -> carrier.timers.earliest() != TimerQueue.NONE);
  }

  /// Whether one is in a turn, or has work to do; a snapshot.
  boolean busy() {
    return Arrays.stream(all).anyMatch(carrier -> carrier.busy() || carrier.hasWork());
  }

  long sum(ToLongFunction<Carrier> count) {
    return Arrays.stream(all).mapToLong(count).sum();
  }

  List<SchedulerStats.CarrierStats> stats() {
    return Arrays.stream(all).map(Carriers::statsOf).toList();
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

  // ---- the end

  /// Has them look whether their engine has closed.
  void wake() {
    for (Carrier carrier : all) {
      LockSupport.unpark(carrier);
    }
  }

  /// Waits for the end of all of them.
  ///
  /// @return whether the current thread has been interrupted meanwhile
  boolean join() {
    boolean interrupted = false;
    for (Carrier carrier : all) {
      interrupted |= join(carrier);
    }
    return interrupted;
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

  /// Has what is left in the queues of those that have ended run elsewhere.
  void leaveOutliving(Clock clock) {
    for (Carrier carrier : all) {
      if (!carrier.isAlive()) {
        Outliving.leave(carrier.inbox);
        Outliving.leave(carrier.timers, clock);
      }
    }
  }
}
