package dev.weft.internal.observe;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import org.jspecify.annotations.Nullable;

/// Kernel threads that wait for what somebody holds: only its owner can help them.
///
/// A kernel thread that has been woken shows so only when it runs, which may take long. That a lock is held shows at once: whoever
/// waits for it, woken or not, gets it from its owner.
final class LockedOut {
  private LockedOut() {}

  /// Of a lock of `java.util.concurrent`. An interrupt may end the wait.
  ///
  /// @param blocker what the thread is parked on
  static boolean ofLock(@Nullable JdkWatch jdk, Thread thread, Object blocker) {
    Thread owner = jdk == null ? null : jdk.owner(blocker);
    return owner != null && !PlatformThreads.isOfTheRuntime(owner) && !thread.isInterrupted();
  }

  /// Of a monitor whose owner the JVM does not tell: a virtual thread, unless the monitor is just becoming free.
  static boolean perhapsOfMonitor(Thread thread, Iterable<Thread> platform) {
    return thread.getState() == Thread.State.BLOCKED && !PlatformThreads.isOfTheRuntime(thread) && !ofMonitor(thread, platform);
  }

  /// Of a monitor that another kernel thread of the program owns.
  static boolean ofMonitor(Thread thread, Iterable<Thread> platform) {
    if (thread.getState() != Thread.State.BLOCKED) {
      return false;
    }
    try {
      ThreadInfo now = ManagementFactory.getThreadMXBean().getThreadInfo(thread.threadId());
      long owner = now == null || now.getThreadState() != Thread.State.BLOCKED ? -1 : now.getLockOwnerId();
      for (Thread other : platform) {
        if (other.threadId() == owner) {
          return !PlatformThreads.isOfTheRuntime(other);
        }
      }
      return false;
    } catch (UnsupportedOperationException | LinkageError e) { // LinkageError: on the class path of a JVM without java.management
      return false;
    }
  }
}
