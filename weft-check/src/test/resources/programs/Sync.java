/// Every shape of synchronized method, and what the instrumentation must not break: constructors, wide values, switches on enums.
public class Sync {
  private int n;
  private static int calls;
  private volatile boolean flag;
  private long wide;
  private final double[] pair = new double[2];

  Sync() {
    this(1);
  }

  Sync(int start) {
    n = start;
    pair[0] = 1;
    pair[1] = pair[0] + 1;
  }

  synchronized int add(boolean once) {
    if (once) {
      n++;
      return n;
    } else {
      try {
        if (n > 100) {
          throw new IllegalStateException();
        }
        n += 2;
      } catch (IllegalStateException e) {
        n = 0;
      } finally {
        wide += 3;
      }
      return -n;
    }
  }

  static synchronized void count() {
    for (int i = 0; i < 2; i++) {
      calls++;
    }
  }

  class Inner {
    private final int outer;

    Inner() {
      synchronized (Sync.this) {
        outer = n;
      }
    }
  }

  enum Side { LEFT, RIGHT }

  public static void main(String[] args) throws InterruptedException {
    Sync sync = new Sync();
    Thread other = new Thread(() -> {
      sync.add(true);
      count();
      sync.add(false);
      sync.flag = true;
    });
    other.start();
    sync.add(false);
    count();
    if (sync.new Inner().outer < 3) {
      throw new AssertionError("inner");
    }
    while (!sync.flag) {
      Thread.onSpinWait();
    }
    other.join();
    switch (Side.valueOf("RIGHT")) {
      case LEFT -> throw new AssertionError("left");
      case RIGHT -> { }
    }
    if (calls != 4 || sync.n != 6 || sync.wide != 6 || sync.pair[1] != 2) {
      throw new AssertionError(calls + " " + sync.n + " " + sync.wide);
    }
  }
}
