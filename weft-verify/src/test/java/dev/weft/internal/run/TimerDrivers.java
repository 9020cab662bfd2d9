package dev.weft.internal.run;

/// A timer that is cancelled when it is due: it fires or it is cancelled, never both, never neither.
public final class TimerDrivers {
  private TimerDrivers() {}

  private static final class Alarm extends TimerEntry {
    private int fired;

    @Override
    protected void fire() {
      fired++;
    }
  }

  public static void main(String[] arguments) throws InterruptedException {
    var queue = new TimerQueue();
    var first = new Alarm();
    var second = new Alarm();
    queue.add(first, 10);
    queue.add(second, 20);
    boolean[] cancelled = new boolean[1];
    var other = new Thread(() -> cancelled[0] = first.cancel());
    other.start();
    queue.expire(15);
    other.join();
    if (first.fired + (cancelled[0] ? 1 : 0) != 1) {
      throw new AssertionError("fired " + first.fired + " times, cancelled: " + cancelled[0]);
    }
    queue.expire(25);
    if (second.fired != 1 || queue.size() != 0) {
      throw new AssertionError("the other timer fired " + second.fired + " times, " + queue.size() + " are left");
    }
  }
}
