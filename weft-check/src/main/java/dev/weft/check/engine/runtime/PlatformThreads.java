package dev.weft.check.engine.runtime;

/// Each task on a platform thread of its own, which is the program's own `Thread` object, started as the JVM starts it: a
/// debugger and `jstack` see nothing unusual. One baton goes round; whoever does not have it is parked.
///
/// ```
///   carrier --enter--> task runs --leave, or ends--> carrier
/// ```
///
/// The JVM of this backend runs without continuations (`-XX:-VMContinuations`), which makes the JDK bind each virtual thread to a
/// kernel thread. A thread is started when it is entered first, so it needs no hook at its beginning; at its end it passes
/// through `Thread.exit`, where there is a door.
final class PlatformThreads implements Backend {
  @SuppressWarnings("NullAway.Init")
  private static Thread carrier;
  /// Written by the task that hands over, read by the carrier: orders all that the checker keeps in plain fields.
  private static volatile boolean carrierHasBaton = true;

  @Override
  public void becomeCarrier() {
    carrier = Thread.currentThread();
  }

  @Override
  public Context context(Task task) {
    return new KernelThread(task);
  }

  @Override
  public boolean leave(Task task) {
    if (task.context instanceof KernelThread thread) {
      thread.leave();
    }
    return true;
  }

  @Override
  public boolean leavesAnywhere() {
    return true;
  }

  /// At the end of `Thread.exit` of a task's thread: nothing of the program runs on it any more.
  static void ended(Task task) {
    if (task.context instanceof KernelThread thread) {
      thread.ended = true;
      toCarrier();
    }
  }

  private static void toCarrier() {
    carrierHasBaton = true;
    Jdk.UNSAFE.unpark(carrier);
  }

  private static final class KernelThread implements Context {
    private final Task task;
    private volatile boolean hasBaton;
    private boolean started;
    private boolean ended;
    private int told;

    KernelThread(Task task) {
      this.task = task;
    }

    /// Not by LockSupport: between handing over and parking this thread may be the current task again, and that door would take
    /// the park for the program's.
    @Override
    public void enter() {
      carrierHasBaton = false;
      if (started) {
        hasBaton = true;
        Jdk.UNSAFE.unpark(task.thread);
      } else {
        started = true;
        Points.touch(task, 0, false);
        Jdk.start(task.thread);
      }
      while (!carrierHasBaton) {
        Jdk.UNSAFE.park(false, 0);
      }
    }

    /// Parks for good who was told too often, or cannot be unwound.
    void leave() {
      while (true) {
        if (Ending.over && told++ < Ending.PATIENCE && !Stacks.inUpcall()) {
          throw new Ending.RunEnded();
        }
        boolean forGood = Ending.over;
        hasBaton = false;
        toCarrier();
        while (!hasBaton || forGood) {
          Jdk.UNSAFE.park(false, 0);
        }
        if (!Ending.over) {
          return;
        }
      }
    }

    @Override
    public boolean isBeneath() {
      return false;
    }

    @Override
    public StackTraceElement[] stack() {
      return started ? Stacks.withoutTop(task.thread.getStackTrace()) : new StackTraceElement[0];
    }

    /// Ends the thread, wherever it is: the error unwinds it, and no hook lets it do anything more.
    @Override
    public void release() {
      if (started && !ended) {
        enter();
      }
    }
  }
}
