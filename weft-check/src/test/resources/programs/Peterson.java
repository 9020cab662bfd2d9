/// Peterson's lock on volatile variables: correct, and it spins, so an unfair schedule never ends.
public class Peterson {
  static volatile boolean wants0;
  static volatile boolean wants1;
  static volatile int turn;
  static int count;

  public static void main(String[] args) throws InterruptedException {
    Thread one = new Thread(() -> {
      wants0 = true;
      turn = 1;
      while (wants1 && turn == 1) { }
      count++;
      wants0 = false;
    });
    Thread two = new Thread(() -> {
      wants1 = true;
      turn = 0;
      while (wants0 && turn == 0) { }
      count++;
      wants1 = false;
    });
    one.start();
    two.start();
    one.join();
    two.join();
    if (count != 2) {
      throw new AssertionError("count is " + count);
    }
  }
}
