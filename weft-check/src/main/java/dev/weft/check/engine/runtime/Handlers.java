package dev.weft.check.engine.runtime;

import org.jspecify.annotations.Nullable;

/// Which handler of the program's gets an exception that leaves the body of a thread: the thread's own; else the nearest of its thread
/// groups that has one; else the default handler. What [ThreadGroup] does by itself, printing the stack, handles nothing.
final class Handlers {
  private Handlers() {}

  static Thread.@Nullable UncaughtExceptionHandler of(Thread thread) {
    Thread.UncaughtExceptionHandler handler = thread.getUncaughtExceptionHandler();
    if (!(handler instanceof ThreadGroup nearest)) {
      return handler;
    }
    for (ThreadGroup group = nearest; group != null; group = group.getParent()) {
      if (handlesItself(group.getClass())) {
        return group;
      }
    }
    return Thread.getDefaultUncaughtExceptionHandler();
  }

  private static boolean handlesItself(Class<?> group) {
    try {
      return group.getMethod("uncaughtException", Thread.class, Throwable.class).getDeclaringClass() != ThreadGroup.class;
    } catch (NoSuchMethodException e) {
      throw new AssertionError(e);
    }
  }
}
