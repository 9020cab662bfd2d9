package dev.weft.internal.observe;

import dev.weft.internal.fiber.GraceWatch;
import dev.weft.internal.run.Carrier;
import dev.weft.internal.run.Monitor;
import dev.weft.internal.run.TimerQueue;
import java.util.Collections;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.locks.LockSupport;

/// Tells the kernel threads that may still do something for the program from those that only serve others.
///
/// Whoever is not known counts as one that may act: a deadlock that is not reported is better than a program that is
/// ended although it would have gone on.
final class PlatformThreads {
  /// Threads of the JVM and the JDK that run nothing of the program's own accord.
  private static final Set<String> OF_THE_JVM =
      Set.of(
          "Reference Handler",
          "Finalizer",
          "Signal Dispatcher",
          "Common-Cleaner",
          "Notification Thread",
          "Attach Listener",
          "DestroyJavaVM",
          "Service Thread",
          "Monitor Deflation Thread",
          "VirtualThread-unblocker",
          "VirtualThread-unparker",
          "Read-Poller",
          "Write-Poller",
          "MasterPoller",
          "process reaper");

  private static final Set<String> JVM_GROUPS = Set.of("system", "InnocuousThreadGroup");

  private static final Set<String> QUEUES_WITHOUT_TIME =
      Set.of(
          "java.util.concurrent.ArrayBlockingQueue",
          "java.util.concurrent.LinkedBlockingDeque",
          "java.util.concurrent.LinkedBlockingQueue",
          "java.util.concurrent.LinkedTransferQueue",
          "java.util.concurrent.PriorityBlockingQueue",
          "java.util.concurrent.SynchronousQueue");

  private static final Set<Thread> OURS = Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

  private PlatformThreads() {}

  /// Names a thread that only serves Weft or its launcher.
  static void ignore(Thread thread) {
    OURS.add(thread);
  }

  /// The thread acts for itself again.
  static void heed(Thread thread) {
    OURS.remove(thread);
  }

  /// Whether the JVM does not end while this thread is alive.
  static boolean keepsProgramAlive(Thread thread) {
    return !thread.isDaemon() && thread.isAlive() && !thread.getName().equals("DestroyJavaVM");
  }

  /// Whether it runs no code of the program's of its own accord: a thread of Weft's, the JDK's or the JVM's.
  static boolean isOfTheRuntime(Thread thread) {
    return thread instanceof Carrier
        || thread instanceof Monitor
        || thread instanceof GraceWatch.Looker
        || OURS.contains(thread)
        || thread.getClass().getName().equals("jdk.internal.misc.CarrierThread")
        || ofTheJvm(thread);
  }

  /// Whether the thread does nothing by itself that could wake a fiber, as far as one look can tell; see [Effort].
  static boolean serves(Thread thread) {
    if (isOfTheRuntime(thread)) {
      return true;
    }
    return switch (thread.getState()) {
      case TERMINATED -> true;
      case WAITING -> waitsForTimers(thread) || isIdleWorker(thread, false);
      case TIMED_WAITING -> waitsForTimers(thread) || isIdleWorker(thread, true);
      case NEW, RUNNABLE, BLOCKED -> false;
    };
  }

  /// Whether any of them is left that was not cancelled is asked of its scheduler.
  private static boolean waitsForTimers(Thread thread) {
    return LockSupport.getBlocker(thread) instanceof TimerQueue;
  }

  private static boolean ofTheJvm(Thread thread) {
    ThreadGroup group = thread.getThreadGroup();
    String name = thread.getName();
    if (group == null || name.equals("DestroyJavaVM")) {
      return true;
    }
    return JVM_GROUPS.contains(group.getName())
        && (OF_THE_JVM.contains(name) || name.startsWith("JFR ") || name.contains("CompilerThread"));
  }

  /// A pool's worker that waits for a task: somebody would have to submit one.
  ///
  /// @param timed whether it waits for a time only: for its own end then, unless it is for a task that will be due
  private static boolean isIdleWorker(Thread thread, boolean timed) {
    String inner = "";
    for (StackTraceElement frame : thread.getStackTrace()) {
      String method = frame.getMethodName();
      boolean idle =
          switch (frame.getClassName()) {
            case "java.util.concurrent.ThreadPoolExecutor" ->
                method.equals("getTask") && (!timed || QUEUES_WITHOUT_TIME.contains(inner));
            case "java.util.concurrent.ForkJoinPool" -> method.equals("awaitWork") || method.equals("deactivate");
            case "java.util.concurrent.DelayScheduler" -> !timed;
            case "java.util.TimerThread" -> !timed && inner.equals("java.lang.Object"); // else in a task
            default -> false;
          };
      if (idle) {
        return true;
      }
      inner = frame.getClassName();
    }
    return false;
  }
}
