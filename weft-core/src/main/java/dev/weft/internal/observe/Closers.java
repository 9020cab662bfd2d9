package dev.weft.internal.observe;

import java.util.Set;

/// Threads that close an executor of the JDK: they wait for the end of its tasks, a day at a time, over and over. Their
/// time limit wakes nobody up for good.
final class Closers {
  private static final Set<String> EXECUTORS =
      Set.of(
          "java.util.concurrent.ExecutorService",
          "java.util.concurrent.ThreadPerTaskExecutor",
          "java.util.concurrent.ForkJoinPool");

  private Closers() {}

  static boolean isOne(Thread thread) {
    return thread.getState() == Thread.State.TIMED_WAITING && isOne(thread.getStackTrace());
  }

  static boolean isOne(StackTraceElement[] stack) {
    for (StackTraceElement frame : stack) {
      if (frame.getMethodName().equals("close") && EXECUTORS.contains(frame.getClassName())) {
        return true;
      }
      if (!frame.getClassName().startsWith("java.") && !frame.getClassName().startsWith("jdk.internal.")) {
        return false;
      }
    }
    return false;
  }
}
