/** Waits with a time limit, for ever: nobody notifies, or everybody does and it is of no use. */
class TimedWaits {
  static final Object LOCK = new Object();

  static void turn(boolean notifies) {
    try {
      synchronized (LOCK) {
        while (true) {
          LOCK.wait(10);
          if (notifies) {
            LOCK.notifyAll();
          }
        }
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  public static void main(String[] args) {
    boolean notifies = args[0].equals("notified");
    new Thread(() -> turn(notifies)).start();
    new Thread(() -> turn(notifies)).start();
  }
}
