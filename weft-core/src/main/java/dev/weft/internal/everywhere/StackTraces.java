package dev.weft.internal.everywhere;

import java.lang.reflect.InvocationTargetException;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Objects;
import java.util.Set;

/// Cuts from stack traces what lies below the program's `main`, so that they read as if the launcher had called it.
final class StackTraces {
  private StackTraces() {}

  /// What a reflective call has thrown, which is never missing.
  static Throwable causeOf(InvocationTargetException e) {
    return Objects.requireNonNullElse(e.getCause(), e);
  }

  /// `caller` is the trace of the method that called `main`: it and all below it is cut, and the reflection that lies
  /// between the two. The throwable's causes and suppressed ones are cut too, where they come from the same thread.
  static void cutBelowMain(Throwable thrown, StackTraceElement[] caller) {
    cut(thrown, caller, Collections.newSetFromMap(new IdentityHashMap<>()));
  }

  private static void cut(Throwable thrown, StackTraceElement[] caller, Set<Throwable> seen) {
    if (!seen.add(thrown)) {
      return;
    }
    StackTraceElement[] trace = thrown.getStackTrace();
    int end = trace.length - caller.length;
    if (end >= 0 && samePlaces(trace, end, caller)) {
      while (end > 0 && isReflection(trace[end - 1].getClassName())) {
        end--;
      }
      thrown.setStackTrace(Arrays.copyOf(trace, end));
    }
    Throwable cause = thrown.getCause();
    if (cause != null) {
      cut(cause, caller, seen);
    }
    for (Throwable suppressed : thrown.getSuppressed()) {
      cut(suppressed, caller, seen);
    }
  }

  /// Lines differ, since the calling method has gone on since.
  private static boolean samePlaces(StackTraceElement[] trace, int from, StackTraceElement[] caller) {
    for (int i = 0; i < caller.length; i++) {
      StackTraceElement here = trace[from + i];
      if (!here.getClassName().equals(caller[i].getClassName())
          || !here.getMethodName().equals(caller[i].getMethodName())) {
        return false;
      }
    }
    return true;
  }

  private static boolean isReflection(String type) {
    return type.startsWith("dev.weft.internal.everywhere.")
        || type.startsWith("java.lang.invoke.")
        || type.startsWith("java.lang.reflect.")
        || type.startsWith("jdk.internal.")
        || type.startsWith("com.sun.tools.javac.launcher.")
        || type.equals("java.lang.FiberDoor");
  }
}
