package dev.weft.internal.run;

import dev.weft.internal.mount.Mounts;

/// Virtual threads that Weft has not made and that outlive the scheduler which they were started on: from its close on, the JDK's own
/// scheduler runs them.
///
/// They cannot be refused. Whoever wakes one would get the exception: an unlock somewhere, or the JVM's one thread that wakes those
/// who wait for monitors, which would end, so that nobody in this JVM would ever get a contended monitor again.
final class Outliving {
  private Outliving() {}

  /// True if the caller is just starting a virtual thread: that can be refused.
  static boolean isStart() {
    return StackWalker.getInstance().walk(frames ->
        frames.anyMatch(frame -> frame.getClassName().equals("java.lang.VirtualThread") && frame.getMethodName().equals("start")));
  }

  static void goOn(Runnable continuation) {
    Mounts.runByJdk(continuation);
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
}
