package dev.weft.internal.observe;

import dev.weft.internal.fiber.FiberTask;
import dev.weft.internal.run.Strand;
import dev.weft.internal.run.Waiting;
import dev.weft.observe.ThreadRow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// Makes rows out of threads.
///
/// With `exact` nothing runs: then the virtual machine may be asked for monitors and their owners, which it cannot bear of
/// threads that run. Otherwise rows have what can be had of a running thread without stopping anybody else.
final class Rows {
  private static final StackTraceElement[] NO_STACK = {};

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
        for (int depth = 0; depth < stack.length; depth++) {
          for (Object monitor : jdk.owned(snapshot, depth)) {
            monitorOwners.put(monitor, thread);
            held.computeIfAbsent(thread, _ -> new ArrayList<>())
                .add("monitor of " + Words.identity(monitor) + ", entered at " + stack[depth]);
          }
        }
      }
    }
  }

  private @Nullable Object snapshot(Thread thread) {
    return exact && jdk != null ? snapshots.computeIfAbsent(thread, jdk::snapshot) : null;
  }

  StackTraceElement[] stack(Thread thread) {
    Object snapshot = snapshot(thread);
    return snapshot != null && jdk != null ? jdk.stack(snapshot) : thread.getStackTrace();
  }

  /// What a thread waits for; [Wait#NONE] if it does not, or nobody knows.
  Wait wait(Thread thread) {
    Strand strand = jdk != null && jdk.scheduler(thread) instanceof Strand own ? own : null;
    Waiting waiting = strand == null ? null : strand.waiting();
    if (strand != null && waiting != null) {
      long nanos = strand.engine().clock().nanoTime() - strand.waitingSince();
      return new Wait(waiting.reasons(), waiting.holders(), Optional.of(Duration.ofNanos(Math.max(0, nanos))));
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
      return new Wait(waiting.reasons(), waiting.holders(), Optional.empty());
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

  /// The row of a thread; with its stack if that is asked for.
  ThreadRow row(Thread thread, Wait wait, boolean withStack) {
    FiberTask<?> fiber = roll.fibers().get(thread);
    List<StackTraceElement> stack = List.of(withStack ? stack(thread) : NO_STACK);
    ThreadRow.Status status =
        switch (thread.getState()) {
          case NEW -> ThreadRow.Status.NEW;
          case RUNNABLE -> ThreadRow.Status.RUNNING;
          case BLOCKED, WAITING -> timed(wait) ? ThreadRow.Status.SLEEPING : ThreadRow.Status.WAITING;
          case TIMED_WAITING -> ThreadRow.Status.SLEEPING;
          case TERMINATED -> ThreadRow.Status.ENDED;
        };
    List<String> holds = held.getOrDefault(thread, List.of());
    if (fiber != null) {
      return new ThreadRow(
          ThreadRow.Kind.FIBER, fiber.id(), fiber.name(), fiber.spawnSite().toString(), status, wait.reasons(),
          wait.since(), holds, stack);
    }
    ThreadRow.Kind kind = thread.isVirtual() ? ThreadRow.Kind.VIRTUAL_THREAD : ThreadRow.Kind.PLATFORM_THREAD;
    return new ThreadRow(
        kind, thread.threadId(), Words.name(thread), "", status, wait.reasons(), wait.since(), holds, stack);
  }

  private static boolean timed(Wait wait) {
    return wait.reasons().stream().anyMatch(dev.weft.WaitReason::timed);
  }

  /// The row of a fiber without a thread.
  static ThreadRow unbegun(FiberTask<?> fiber) {
    return new ThreadRow(
        ThreadRow.Kind.FIBER, fiber.id(), fiber.name(), fiber.spawnSite().toString(), ThreadRow.Status.NEW, List.of(),
        Optional.empty(), List.of(), List.of());
  }
}
