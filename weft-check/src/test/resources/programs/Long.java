/// Two threads with 100,000 locked increments each: correct, and merely long.
public class Long {
  static int count;

  public static void main(String[] args) throws InterruptedException {
    Runnable work = () -> {
      for (int i = 0; i < 100_000; i++) {
        synchronized (Long.class) {
          count++;
        }
      }
    };
    Thread one = new Thread(work);
    Thread two = new Thread(work);
    one.start();
    two.start();
    one.join();
    two.join();
    if (count != 200_000) {
      throw new AssertionError("count = " + count);
    }
  }
}
