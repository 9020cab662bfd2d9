public class Counter {
  static int count;

  public static void main(String[] args) throws InterruptedException {
    Thread first = new Thread(() -> count++);
    Thread second = Thread.ofVirtual().unstarted(() -> count++);
    first.start();
    second.start();
    first.join();
    second.join();
    if (count != 2) {
      throw new AssertionError("count is " + count);
    }
  }
}
