package dev.weft.internal.run;

import dev.weft.internal.mount.VirtualThreads;

/// What outlives its scheduler. Virtual threads that Weft has not made: from the close on, the JDK's own scheduler runs them. Timers, theirs and
/// those of whatever else counts on the scheduler's clock, such as a rate limiter: the default scheduler has them.
///
/// The threads cannot be refused. Whoever wakes one would get the exception: an unlock somewhere, or the JVM's one thread that wakes those
/// who wait for monitors, which would end, so that nobody in this JVM would ever get a contended monitor again.
final class Outliving {
  private Outliving() {}

  /// True if the caller is just starting a virtual thread: that can be refused.
  static boolean isStart() {
    return StackWalker.getInstance().walk(frames ->
        frames.anyMatch(frame -> frame.getClassName().equals("java.lang.VirtualThread") && frame.getMethodName().equals("start")));
  }

  static void goOn(Runnable continuation) {
    VirtualThreads.runByJdk(continuation);
  }

  /// Those who were queued when the last carrier ended.
  static void leave(GlobalQueue queue) {
    Runnable task = queue.poll();
    while (task != null) {
      if (!(task instanceof Strand)) {
        goOn(task);
      }
      task = queue.poll();
    }
  }

  /// A timer that was meant for a scheduler with that clock.
  static void setTimer(TimerEntry timer, long deadline, Clock clock) {
    Engine standard = Engines.standard();
    standard.schedule(timer, standard.clock().after(Math.max(0, deadline - clock.nanoTime())));
  }

  /// Those that were set when the last carrier ended.
  static void leave(TimerQueue timers, Clock clock) {
    TimerQueue.Taken left = timers.take();
    while (left != null) {
      setTimer(left.entry(), left.deadline(), clock);
      left = timers.take();
    }
  }
}
