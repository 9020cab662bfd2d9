package programs;

import dev.weft.internal.run.TimerEntry;
import dev.weft.internal.run.TimerQueue;

/// Sets and cancels many more timers than there is room for. Started by a test in a JVM with a small heap.
public final class CancelledTimers {
  private static final int MORE_THAN_FIT = 2_000_000;

  private CancelledTimers() {}

  private static final class Entry extends TimerEntry {
    @Override
    protected void fire() {
      throw new AssertionError("nothing is due");
    }
  }

  public static void main(String[] arguments) {
    var queue = new TimerQueue();
    queue.add(new Entry(), 0);
    for (int i = 1; i < MORE_THAN_FIT; i++) {
      var entry = new Entry();
      queue.add(entry, i);
      if (!entry.cancel()) {
        throw new AssertionError("not set");
      }
    }
    System.out.println(queue.size() + " left");
  }
}
