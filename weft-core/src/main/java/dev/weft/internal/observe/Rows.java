package dev.weft.internal.observe;

import dev.weft.WaitReason;
import dev.weft.internal.fiber.FiberTask;
import dev.weft.internal.run.Strand;
import dev.weft.internal.run.Waiting;
import dev.weft.observe.ThreadRow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// Makes rows out of threads.
///
/// With `exact` nothing runs: then the virtual machine may be asked for monitors and their owners, which it cannot bear of
/// threads that run. Otherwise rows have what can be had of a running thread without stopping anybody else.
final class Rows {
  private final @Nullable JdkWatch jdk;
  private final Roll roll;
  private final boolean exact;
  private final Map<Object, Thread> terminations;
  private final JdkWaits jdkWaits;
  private final Map<Thread, Object> snapshots = new IdentityHashMap<>();
  private final Map<Object, Thread> monitorOwners = new IdentityHashMap<>();
  private final Map<Thread, List<String>> held = new IdentityHashMap<>();

  Rows(@Nullable JdkWatch jdk, Roll roll, boolean exact) {
    this.jdk = jdk;
    this.roll = roll;
    this.exact = exact && jdk != null;
    this.terminations = roll.terminations(jdk);
    this.jdkWaits = new JdkWaits(jdk, roll::name);
  }

  /// Finds out who owns which monitors. Only with `exact`.
  void readMonitors(List<Thread> threads) {
    for (Thread thread : threads) {
      Object snapshot = snapshot(thread);
      if (jdk != null && snapshot != null) {
        StackTraceElement[] stack = jdk.stack(snapshot);
        Object left = jdk.waitingOn(snapshot); // entered, but let go of until it is notified
        for (int depth = 0; depth < stack.length; depth++) {
          for (Object monitor : jdk.owned(snapshot, depth)) {
            if (monitor == left) {
              continue;
            }
            monitorOwners.put(monitor, thread);
            held.computeIfAbsent(thread, _ -> new ArrayList<>())
                .add("monitor of " + Words.identity(monitor) + ", entered at " + stack[depth]);
          }
        }
      }
    }
  }

  /// Who owns the monitor before which a thread stands, after [#readMonitors]; null if it stands before none, or one of nobody that was read.
  @Nullable Thread lockedOutBy(Thread thread) {
    Object snapshot = snapshot(thread);
    Object monitor = snapshot == null || jdk == null ? null : jdk.blockedOn(snapshot);
    return monitor == null ? null : monitorOwners.get(monitor);
  }

  private @Nullable Object snapshot(Thread thread) {
    return exact && jdk != null ? snapshots.computeIfAbsent(thread, jdk::snapshot) : null;
  }

  StackTraceElement[] stack(Thread thread) {
    Object snapshot = snapshot(thread);
    if (snapshot != null && jdk != null) {
      return jdk.stack(snapshot);
    }
    try {
      return thread.getStackTrace();
    } catch (RejectedExecutionException e) { // it was left runnable on a scheduler that has been closed, and never runs again
      return new StackTraceElement[0];
    }
  }

  /// Whom a thread waits for without a limit; empty if it does not wait, or if nobody in particular can end that.
  Optional<Cycles.Edge> edge(Thread thread) {
    Strand strand = Strands.of(jdk, thread);
    Object parkedOn = strand == null ? null : strand.waiting();
    if (parkedOn == null && thread.getState() == Thread.State.WAITING) {
      parkedOn = LockSupport.getBlocker(thread);
    }
    if (parkedOn == null) {
      return Optional.empty();
    }
    List<Thread> holders = holders(parkedOn);
    return holders.isEmpty() ? Optional.empty() : Optional.of(new Cycles.Edge(parkedOn, holders));
  }

  private List<Thread> holders(Object parkedOn) {
    if (parkedOn instanceof Waiting waiting) {
      return waiting.isWaiting() ? waiting.holders() : List.of();
    }
    Thread joined = terminations.get(parkedOn);
    Thread owner = joined != null || jdk == null ? joined : jdk.owner(parkedOn);
    return owner == null ? List.of() : List.of(owner);
  }

  /// What a thread waits for; [Wait#NONE] if it does not, or nobody knows.
  Wait wait(Thread thread) {
    Strand strand = Strands.of(jdk, thread);
    long start = strand == null ? 0 : strand.waitingSince();
    Waiting waiting = strand == null ? null : strand.waiting();
    if (strand != null && (waiting != null || start != 0)) {
      var since = Optional.of(Duration.ofNanos(start == 0 ? 0 : Math.max(0, strand.engine().clock().nanoTime() - start)));
      return waiting == null
          ? new Wait(List.of(), List.of(), false, since, false) // it has begun since all were asked: its stack must do
          : Wait.of(waiting, since);
    }
    return switch (thread.getState()) {
      case NEW, RUNNABLE, TERMINATED -> Wait.NONE;
      case BLOCKED -> blocked(thread);
      case WAITING, TIMED_WAITING -> parked(thread);
    };
  }

  private Wait blocked(Thread thread) {
    Object snapshot = snapshot(thread);
    Object monitor = snapshot == null || jdk == null ? null : jdk.blockedOn(snapshot);
    return monitor == null
        ? Wait.of("enter", "a monitor")
        : jdkWaits.blocked(monitor, monitorOwners.get(monitor));
  }

  private Wait parked(Thread thread) {
    Object blocker = LockSupport.getBlocker(thread);
    if (blocker instanceof Waiting waiting) {
      return Wait.of(waiting, Optional.empty());
    }
    Object snapshot = snapshot(thread);
    Object monitor = snapshot == null || jdk == null ? null : jdk.waitingOn(snapshot);
    if (monitor != null) {
      return jdkWaits.waiting(monitor);
    }
    StackTraceElement[] stack = stack(thread);
    if (blocker == null && stack.length > 0 && stack[0].getClassName().equals("java.lang.Object")) {
      return Wait.of("be notified", "in Object.wait");
    }
    return jdkWaits.parked(blocker, blocker == null ? null : terminations.get(blocker), stack);
  }

  /// The row of a thread with its stack.
  ThreadRow row(Thread thread, Wait wait) {
    FiberTask<?> fiber = roll.fibers().get(thread);
    List<StackTraceElement> stack = List.of(stack(thread));
    return new ThreadRow(
        kind(thread), fiber == null ? thread.threadId() : fiber.id(), roll.name(thread), roll.site(thread),
        status(thread, wait), wait.reasons(), wait.since(), held.getOrDefault(thread, List.of()), stack);
  }

  /// Counts a thread among those that do the same, unless its fiber has ended meanwhile.
  void addTo(Groups groups, Thread thread) {
    FiberTask<?> fiber = roll.fibers().get(thread);
    if (fiber != null && fiber.isEnded()) {
      return;
    }
    Wait wait = wait(thread);
    Optional<StackTraceElement> at =
        wait.precise()
            ? Optional.empty()
            : Arrays.stream(stack(thread)).filter(frame -> !ThreadRow.isInner(frame)).findFirst();
    groups.add(
        Groups.Key.of(kind(thread), roll.site(thread), status(thread, wait), wait, at),
        roll.name(thread),
        () -> row(thread, wait));
  }

  /// Counts a fiber without a thread.
  static void addTo(Groups groups, FiberTask<?> unbegun) {
    String site = unbegun.spawnSite().toString();
    var kind = ThreadRow.Kind.FIBER;
    var status = ThreadRow.Status.NEW;
    groups.add(
        Groups.Key.of(kind, site, status, Wait.NONE, Optional.empty()),
        unbegun.name(),
        () ->
            new ThreadRow(
                kind, unbegun.id(), unbegun.name(), site, status, unbegun.owner().whyNotBegun(unbegun).stream().toList(),
                Optional.empty(), List.of(), List.of()));
  }

  private ThreadRow.Kind kind(Thread thread) {
    if (roll.fibers().containsKey(thread)) {
      return ThreadRow.Kind.FIBER;
    }
    return thread.isVirtual() ? ThreadRow.Kind.VIRTUAL_THREAD : ThreadRow.Kind.PLATFORM_THREAD;
  }

  private static ThreadRow.Status status(Thread thread, Wait wait) {
    return switch (thread.getState()) {
      case NEW -> ThreadRow.Status.NEW;
      case RUNNABLE -> ThreadRow.Status.RUNNING;
      case BLOCKED, WAITING -> timed(wait) ? ThreadRow.Status.SLEEPING : ThreadRow.Status.WAITING;
      case TIMED_WAITING -> ThreadRow.Status.SLEEPING;
      case TERMINATED -> ThreadRow.Status.ENDED;
    };
  }

  private static boolean timed(Wait wait) {
    return wait.reasons().stream().anyMatch(WaitReason::timed);
  }
}
