/// A deadlock while a class initialiser waits, whose frames cannot be left: it is unwound there, and waits again on its way out.
public class Unwound {
  static final Object FIRST = new Object();
  static final Object SECOND = new Object();

  static class Holder {
    static int value;

    static {
      enter(3);
      value = 1;
    }

    /// Tries again and again, whatever it is told.
    private static void enter(int times) {
      try {
        synchronized (FIRST) {
          value++;
        }
      } catch (Throwable e) {
        System.out.println("told: " + e.getClass().getSimpleName());
        if (times > 1) {
          enter(times - 1);
        }
        throw e;
      }
    }
  }

  public static void main(String[] args) {
    new Thread(() -> {
      synchronized (FIRST) {
        synchronized (SECOND) {
          Holder.value++;
        }
      }
    }, "other").start();
    synchronized (SECOND) {
      Holder.value++;
    }
  }
}
