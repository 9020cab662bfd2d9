package dev.weft.check.engine.runtime;

import dev.weft.check.engine.race.Clocks;
import dev.weft.check.engine.race.Shadow;
import java.util.List;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;

/// The life of threads: start, join, interrupt, sleep, state, end. A thread is controlled if its creator is.
final class Threads {
  private static final long INTERRUPT = -2;
  /// What virtual threads were made to run: the JDK wraps it where it cannot be reached.
  private static final WeakHashMap<Thread, Runnable> VIRTUAL_BODIES = new WeakHashMap<>();

  private Threads() {}

  static void virtualCreated(Thread thread, Runnable body) {
    VIRTUAL_BODIES.put(thread, body);
  }

  static void start(Task task, Thread thread, @Nullable Object container) {
    if (Ending.over) {
      throw new Ending.RunEnded();
    }
    if (isOfCleaner(thread)) {
      return; // it would wait for the garbage collector, outside of all schedules
    }
    if (Tasks.BY_THREAD.containsKey(thread)) {
      throw new IllegalThreadStateException();
    }
    Runnable body = thread;
    Runnable captured = thread.isVirtual() ? VIRTUAL_BODIES.remove(thread) : null;
    if (thread.isVirtual() && !Turns.BACKEND.leavesAnywhere()) {
      if (captured == null) {
        throw new IllegalStateException("the virtual thread " + thread + " was not made under the checker's control");
      }
      body = captured;
    }
    if (container != null) {
      Jdk.enterContainer(thread, container);
    }
    boolean daemon = thread.isDaemon() && !thread.isVirtual();
    Task started = Tasks.spawn(thread, body, daemon, container, task);
    started.made = captured;
    if (Initialisers.areExplored()) {
      Object needed = Initialisers.beginsIn(started, Jdk.taskOf(thread));
      if (needed != null) {
        Tasks.holdBack(started, needed);
      }
    }
    Trace trace = Points.trace;
    if (trace != null) {
      trace.note(task, "starts ", started);
    }
    if (container != null && task.initialising == 0) {
      // An executor has started it: the call is in no application code, so the schedule point is here. What the program has called
      // goes on behind it.
      int site = task.pendingSite;
      Object target = task.pendingTarget;
      Points.event(task, Sites.at(0));
      Points.point(task, 0, thread, 0, true);
      task.pendingSite = site;
      task.pendingTarget = target;
    }
  }

  /// Waits until the thread has ended. False if the time-out came first.
  static boolean join(Task task, Task other, long deadline) throws InterruptedException {
    int holds = LastStep.joins(task, other);
    try {
      return awaitEnd(task, other, deadline);
    } finally {
      LastStep.joined(task, other, holds);
    }
  }

  private static boolean awaitEnd(Task task, Task other, long deadline) throws InterruptedException {
    if (task.interrupted) {
      clearInterrupt(task);
      throw new InterruptedException();
    }
    while (other.state != Task.State.DONE) {
      Turns.block(task, Task.State.JOINING, other, deadline);
      if (task.interrupted) {
        clearInterrupt(task);
        throw new InterruptedException();
      }
      if (task.timedOut && other.state != Task.State.DONE) {
        Points.touch(other, 0, false);
        return false;
      }
    }
    Points.touch(other, 0, false);
    task.clock = Clocks.join(task.clock, other.clock);
    Trace trace = Points.trace;
    if (trace != null) {
      trace.note(task, "sees the end of ", other);
    }
    return true;
  }

  static void sleep(Task task, long nanos) throws InterruptedException {
    if (task.interrupted) {
      clearInterrupt(task);
      throw new InterruptedException();
    }
    Turns.block(task, Task.State.SLEEPING, null, VirtualClock.after(nanos));
    if (task.interrupted) {
      clearInterrupt(task);
      throw new InterruptedException();
    }
  }

  static void interrupt(Task from, Task to) {
    Shadow flag = Memory.shadow(to, INTERRUPT);
    flag.sync = Clocks.join(flag.sync, from.clock);
    from.clock = Clocks.tick(from.clock, from.id);
    Points.touch(to, INTERRUPT, true);
    Order.access(from, flag, true);
    to.interrupted = true;
    switch (to.state) {
      case PARKED, WAITING, JOINING, SLEEPING -> Tasks.wake(to);
      case READY, MONITOR, DONE -> { }
    }
  }

  static boolean isInterrupted(Task asker, Task task) {
    Points.touch(task, INTERRUPT, false);
    if (task.interrupted) {
      Shadow flag = Memory.shadow(task, INTERRUPT);
      Order.access(asker, flag, false); // the JDK looks often: one look before an interrupt is as good as many
      asker.clock = Clocks.join(asker.clock, flag.sync);
    }
    return task.interrupted && task.state != Task.State.DONE;
  }

  static boolean clearInterrupt(Task task) {
    boolean was = isInterrupted(task, task);
    task.interrupted = false;
    return was;
  }

  static Thread.State state(Task asker, Task task) {
    if (asker != task) {
      Points.uncertain();
    }
    return switch (task.state) {
      case READY -> Thread.State.RUNNABLE;
      case MONITOR -> Thread.State.BLOCKED;
      case DONE -> {
        asker.clock = Clocks.join(asker.clock, task.clock); // join(Duration) asks no more than this
        yield Thread.State.TERMINATED;
      }
      case PARKED, WAITING, JOINING, SLEEPING ->
          task.deadline != Task.NEVER ? Thread.State.TIMED_WAITING : Thread.State.WAITING;
    };
  }

  /// An exception left the body of a thread: a bug, unless the program set a handler for that.
  static void uncaught(Task task, Throwable error) {
    if (error instanceof Ending.RunEnded || Ending.ended) {
      return;
    }
    Thread.UncaughtExceptionHandler handler = Handlers.of(task.thread);
    if (handler != null) {
      try {
        handler.uncaughtException(task.thread, error);
        return;
      } catch (Throwable thrown) {
        error = thrown;
      }
    }
    Ending.fail(failureOf(task, error));
  }

  private static Failure failureOf(Task task, Throwable thrown) {
    Throwable error = FiberFailures.cause(thrown);
    boolean assertion = false;
    for (Class<?> c = error.getClass(); c != null; c = c.getSuperclass()) {
      assertion |= c == AssertionError.class;
    }
    String message = error.getMessage() == null ? "" : ": " + error.getMessage();
    return new Failure(assertion ? Failure.Kind.ASSERTION : Failure.Kind.EXCEPTION,
        error.getClass().getName() + message + " in " + FiberFailures.origin(thrown, task), List.of(), error);
  }

  /// True for the thread of a `java.lang.ref.Cleaner`.
  private static boolean isOfCleaner(Thread thread) {
    Object body = thread.isVirtual() ? VIRTUAL_BODIES.get(thread) : Jdk.taskOf(thread);
    return body != null && body.getClass().getName().equals("jdk.internal.ref.CleanerImpl");
  }

  /// What `Thread.exit` does of it on a real thread.
  static void leaveContainer(Task task) {
    if (task.container != null) {
      Jdk.leaveContainer(task.thread, task.container);
    }
  }

  static void exit(Task task) {
    if (Ending.over || task.isBlocked()) {
      return; // unwound from the middle of a wait
    }
    try {
      LastStep.await(task);
    } catch (Ending.RunEnded e) {
      return;
    }
    task.clock = Clocks.tick(task.clock, task.id);
    Tasks.finished(task);
  }
}
