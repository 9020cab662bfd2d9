package dev.weft.internal.observe;

import dev.weft.internal.fiber.FiberTask;
import dev.weft.internal.fiber.Registry;
import dev.weft.internal.run.Waiting;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// Everybody who is there at one moment: fibers, the program's other virtual threads, kernel threads.
///
/// @param fibers the fibers that have begun, by their threads
/// @param unbegun the fibers that have not
/// @param virtual virtual threads that run no fiber of Weft; without the JDK's own
/// @param platform kernel threads, those included that run a fiber
record Roll(
    Map<Thread, FiberTask<?>> fibers, List<FiberTask<?>> unbegun, List<Thread> virtual, List<Thread> platform) {

  static Roll call(@Nullable JdkWatch jdk) {
    Map<Thread, FiberTask<?>> fibers = new LinkedHashMap<>();
    List<FiberTask<?>> unbegun = new ArrayList<>();
    Registry.fibers()
        .forEach(
            fiber -> {
              Thread thread = fiber.thread();
              if (thread != null) {
                fibers.put(thread, fiber);
              } else if (!fiber.isEnded()) {
                unbegun.add(fiber);
              }
            });
    List<Thread> virtual = new ArrayList<>();
    List<Thread> platform = new ArrayList<>();
    Set<Thread> known = new HashSet<>();
    fibers.keySet().stream().filter(Thread::isVirtual).forEach(known::add);
    if (jdk == null) {
      Thread.getAllStackTraces().keySet().stream().filter(known::add).forEach(platform::add);
    } else {
      known.addAll(jdk.pollers());
      for (Thread thread : jdk.threads()) {
        if (known.add(thread)) {
          (thread.isVirtual() ? virtual : platform).add(thread);
        }
      }
    }
    return new Roll(fibers, unbegun, virtual, platform);
  }

  /// The name of the fiber that a thread runs, else its own.
  String name(Thread thread) {
    FiberTask<?> fiber = fibers.get(thread);
    return fiber == null ? Words.name(thread) : fiber.name();
  }

  /// Where its fiber was forked; empty if it runs none.
  String site(Thread thread) {
    FiberTask<?> fiber = fibers.get(thread);
    return fiber == null ? "" : fiber.spawnSite().toString();
  }

  /// All virtual threads, whether they run fibers or not.
  List<Thread> light() {
    List<Thread> all = new ArrayList<>(fibers.keySet());
    all.removeIf(thread -> !thread.isVirtual());
    all.addAll(virtual);
    return all;
  }

  /// Which object stands for the end of which virtual thread: who joins the thread parks on it.
  Map<Object, Thread> terminations(@Nullable JdkWatch jdk) {
    Map<Object, Thread> ends = new IdentityHashMap<>();
    if (jdk != null) {
      for (Thread thread : light()) {
        Object end = jdk.termination(thread);
        if (end != null) {
          ends.put(end, thread);
        }
      }
    }
    return ends;
  }

  /// The kernel threads before a monitor that perhaps belongs to a virtual thread: whether one of those that are asleep has it, only their
  /// snapshots tell.
  List<Thread> perhapsLockedOut() {
    return platform.stream().filter(thread -> LockedOut.perhapsOfMonitor(thread, platform)).toList();
  }

  /// The kernel threads that wait for a fiber, a channel or another thing of Weft's, for the end of a virtual thread, or for a lock
  /// or monitor that somebody holds, or close an executor: they cannot act before somebody else does.
  List<Thread> waitingForOthers(@Nullable JdkWatch jdk, Map<Object, Thread> terminations) {
    return platform.stream()
        .filter(
            thread -> {
              Object blocker = thread.getState() == Thread.State.WAITING ? LockSupport.getBlocker(thread) : null;
              if (blocker == null) {
                return Closers.isOne(thread) || LockedOut.ofMonitor(thread, platform);
              }
              return blocker instanceof Waiting waiting
                  ? waiting.isWaiting()
                  : terminations.containsKey(blocker) || LockedOut.ofLock(jdk, thread, blocker);
            })
        .toList();
  }
}
