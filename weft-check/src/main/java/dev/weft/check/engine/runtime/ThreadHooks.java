package dev.weft.check.engine.runtime;

import dev.weft.check.engine.race.Clocks;
import org.jspecify.annotations.Nullable;

/// The doors of `Thread`: what its methods call at their beginning. The answer says whether the method is thereby done: true (or a
/// value that is not [#NOT_OURS], or not null) returns at once, false goes on with the JDK's own code.
public final class ThreadHooks {
  /// The calling thread, or the thread asked about, is not controlled.
  public static final int NOT_OURS = -1;

  private ThreadHooks() {}

  static @Nullable Task taskOf(@Nullable Thread thread) {
    return thread == null || Turns.current == null ? null : Tasks.BY_THREAD.get(thread);
  }

  public static boolean start(Thread thread) {
    Task task = Turns.current();
    if (task == null) {
      return false;
    }
    Threads.start(task, thread, null);
    return true;
  }

  public static boolean start(Thread thread, Object container) {
    Task task = Turns.current();
    if (task == null) {
      return false;
    }
    Threads.start(task, thread, container);
    return true;
  }

  /// Instead of `Thread.dispatchUncaughtException`, which the JVM calls at the end of a thread.
  public static boolean uncaught(Thread thread, Throwable error) {
    Task task = Turns.current();
    if (task == null || task.thread != thread) {
      return false;
    }
    Threads.uncaught(task, error);
    return true;
  }

  /// After `Thread.exit`, the last that a thread does.
  public static void exited(Thread thread) {
    Task task = Turns.current();
    if (task != null && task.thread == thread) {
      Threads.exit(task);
      PlatformThreads.ended(task);
    }
  }

  public static void virtualCreated(Thread thread, Runnable body) {
    if (Turns.current() != null) {
      Threads.virtualCreated(thread, body);
    }
  }

  public static boolean join(Thread thread, long millis) throws InterruptedException {
    Task task = Turns.current();
    Task other = task == null ? null : taskOf(thread);
    if (task == null || other == null || millis < 0) {
      return false;
    }
    Threads.join(task, other, millis == 0 ? Task.NEVER : VirtualClock.afterMillis(millis));
    return true;
  }

  public static int joinNanos(Thread thread, long nanos) throws InterruptedException {
    Task task = Turns.current();
    Task other = task == null ? null : taskOf(thread);
    if (task == null || other == null) {
      return NOT_OURS;
    }
    return Threads.join(task, other, nanos == 0 ? Task.NEVER : VirtualClock.after(nanos)) ? 1 : 0;
  }

  public static boolean sleep(long nanos) throws InterruptedException {
    Task task = Turns.current();
    if (task == null) {
      return false;
    }
    Threads.sleep(task, nanos);
    return true;
  }

  /// `Thread.yield` of JDK code; call sites in application code are schedule points themselves.
  public static boolean yieldNow() {
    return Turns.current() != null;
  }

  public static boolean interrupt(Thread thread) {
    Task task = Turns.current();
    Task other = task == null ? null : taskOf(thread);
    if (task == null || other == null) {
      return false;
    }
    Threads.interrupt(task, other);
    return true;
  }

  public static int isInterrupted(Thread thread) {
    Task task = Turns.current();
    Task other = task == null ? null : taskOf(thread);
    return task == null || other == null ? NOT_OURS : Threads.isInterrupted(task, other) ? 1 : 0;
  }

  public static int clearInterrupt(Thread thread) {
    Task task = Turns.current();
    return task == null || task.thread != thread ? NOT_OURS : Threads.clearInterrupt(task) ? 1 : 0;
  }

  public static int alive(Thread thread) {
    Task task = Turns.current();
    Task other = task == null ? null : taskOf(thread);
    if (task == null || other == null) {
      return NOT_OURS;
    }
    Points.touch(other, 0, false);
    if (other.state != Task.State.DONE) {
      return 1;
    }
    task.clock = Clocks.join(task.clock, other.clock);
    return 0;
  }

  public static Thread.@Nullable State state(Thread thread) {
    Task task = Turns.current();
    Task other = task == null ? null : taskOf(thread);
    return task == null || other == null ? null : Threads.state(task, other);
  }
}
