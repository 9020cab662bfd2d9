package dev.weft.internal.observe;

import dev.weft.internal.run.CarrierEngine;
import dev.weft.internal.run.MonitorListener;
import dev.weft.observe.HangReport;
import dev.weft.observe.WaitCycle;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/// Decides that a program can never go on. Asked by the monitor whenever all carriers are idle.
///
/// ```
///  CALM --nothing has run since the last look--> SUSPICIOUS --no hope at this look either, still nothing has run--> asked or reported
///    ^------------something has run, or could------------|
/// ```
/// The first time it comes so far it asks the fibers what they wait for, which makes them run for a moment, and begins again; the
/// second time it reports, once.
///
/// Between the two looks every thread that was about to do something has had time to do it and so to move the turn
/// counter, or to use processor time where there are no turns ([Effort]); unless it waits for a processor ([ReadyThreads]).
public final class DeadlockFinder implements MonitorListener {
  private static final long SOON = TimeUnit.MILLISECONDS.toNanos(25);
  private static final long CONFIRM = TimeUnit.MILLISECONDS.toNanos(60);
  private static final long LONGEST = TimeUnit.SECONDS.toNanos(1);

  /// With more than so many the owners of monitors are not looked for.
  private static final int MANY = 10_000;

  private final JdkWatch jdk;
  private final BooleanSupplier noneReady;
  private final Consumer<? super HangReport> action;
  private final AtomicBoolean reported = new AtomicBoolean();
  private long turns = Long.MIN_VALUE;
  private boolean suspicious;
  private Optional<Effort> effort = Optional.empty();
  private boolean asked;
  private long delay = SOON;

  private DeadlockFinder(JdkWatch jdk, BooleanSupplier noneReady, Consumer<? super HangReport> action) {
    this.jdk = jdk;
    this.noneReady = noneReady;
    this.action = action;
  }

  /// One that tells the action; empty if the JVM does not let Weft see enough.
  public static Optional<DeadlockFinder> make(Consumer<? super HangReport> action) {
    return make(ReadyThreads::noneAtTimes, action);
  }

  /// @param noneReady whether the system has no thread for which only a processor is missing
  public static Optional<DeadlockFinder> make(BooleanSupplier noneReady, Consumer<? super HangReport> action) {
    return JdkWatch.get().map(jdk -> new DeadlockFinder(jdk, noneReady, action));
  }

  @Override
  public long onQuiet(CarrierEngine engine) {
    return look();
  }

  /// One look; returns after how many nanoseconds to look again.
  synchronized long look() {
    if (reported.get()) {
      return Long.MAX_VALUE;
    }
    long now = Outlook.turns(jdk);
    if (now != turns) {
      return startAgain(now);
    }
    if (!jdk.tracksAll() || Outlook.hope(jdk).isPresent()) {
      return calm();
    }
    Optional<Effort> before = effort;
    effort = Effort.now(Roll.call(jdk));
    if (!suspicious) {
      suspicious = true;
      return CONFIRM;
    }
    if (effort.isEmpty() || !effort.equals(before)) {
      return calm();
    }
    if (!asked) {
      Strands.ask(jdk, Roll.call(jdk));
      long next = startAgain(Outlook.turns(jdk));
      asked = true;
      return next;
    }
    Optional<HangReport> report = report();
    if (report.isPresent() && Outlook.turns(jdk) == turns && reported.compareAndSet(false, true)) {
      action.accept(report.get());
      return Long.MAX_VALUE;
    }
    suspicious = false;
    return LONGEST;
  }

  private long calm() {
    suspicious = false;
    delay = Math.min(2 * delay, LONGEST);
    return delay;
  }

  private long startAgain(long now) {
    turns = now;
    suspicious = false;
    asked = false;
    delay = SOON;
    return SOON;
  }

  private Optional<HangReport> report() {
    Roll roll = Roll.call(jdk);
    List<Thread> perhapsLockedOut = roll.perhapsLockedOut();
    List<Thread> asleep = Outlook.asleep(jdk, roll, perhapsLockedOut);
    if (asleep.isEmpty()) {
      return Optional.empty();
    }
    var rows = new Rows(jdk, roll, true);
    if (asleep.stream().anyMatch(thread -> CollectorWaits.isOne(rows.stack(thread)))) {
      return Optional.empty();
    }
    if (asleep.size() <= MANY) {
      rows.readMonitors(asleep);
    }
    boolean allLockedOut = perhapsLockedOut.stream().allMatch(thread -> rows.lockedOutBy(thread) != null);
    // in this order: in a time in which nobody has run, there is a moment at which nobody is ready to; so nobody has got in since the last look either
    if (!allLockedOut || !noneReady.getAsBoolean() || !effort.equals(Effort.now(roll))) {
      return Optional.empty();
    }
    var graph = new WaitGraph<Thread>();
    for (Thread thread : asleep) {
      Wait wait = rows.wait(thread);
      if (wait.any()) {
        graph.waitsForAny(thread, wait.holders());
      } else {
        graph.waits(thread, wait.holders());
      }
    }
    List<WaitCycle> cycles = new ArrayList<>();
    Set<Thread> inCycle = new HashSet<>();
    for (List<Thread> cycle : graph.cycles()) {
      inCycle.addAll(cycle);
      cycles.add(new WaitCycle(cycle.stream().map(thread -> rows.row(thread, rows.wait(thread))).toList()));
    }
    var groups = new Groups();
    asleep.stream().filter(thread -> !inCycle.contains(thread)).forEach(thread -> rows.addTo(groups, thread));
    roll.unbegun().forEach(fiber -> Rows.addTo(groups, fiber));
    return Optional.of(new HangReport(groups.list(), cycles, FailedScopes.now()));
  }
}
