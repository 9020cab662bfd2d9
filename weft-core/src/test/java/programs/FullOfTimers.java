package programs;

import dev.weft.internal.run.TimerEntry;
import dev.weft.internal.run.TimerQueue;

/// Sets timers until there is no memory for more, then lets all of them fire. Started by a test in a JVM with a small heap.
public final class FullOfTimers {
  private static int fired;

  private FullOfTimers() {}

  private static final class Entry extends TimerEntry {
    @Override
    protected void fire() {
      fired++;
    }
  }

  public static void main(String[] arguments) {
    var queue = new TimerQueue();
    int set = 0;
    Entry last = new Entry();
    try {
      while (true) {
        queue.add(last, set);
        set++;
        last = new Entry();
      }
    } catch (OutOfMemoryError e) {
      System.out.println("full");
    }
    System.out.println(last.cancel() ? "set all the same" : "not set");
    queue.expire(set / 2);
    System.out.println(fired == set / 2 + 1 ? "half of them" : fired + " of " + set);
    queue.add(last, 0);
    queue.expire(set);
    System.out.println(fired == set + 1 ? "all" : fired + " of " + set);
  }
}
