/// Usually short; if the second thread comes first, there is a long loop to do. Correct either way.
public class LongBranch {
  static volatile boolean second;
  static volatile int sum;

  public static void main(String[] args) throws InterruptedException {
    Thread thread = new Thread(() -> second = true);
    thread.start();
    if (second) {
      for (int i = 0; i < 100_000; i++) {
        sum = i;
      }
    }
    thread.join();
  }
}
