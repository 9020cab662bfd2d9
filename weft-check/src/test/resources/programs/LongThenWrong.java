/// Fails after a long computation of one thread, in every schedule.
public class LongThenWrong {
  static volatile int sum;

  public static void main(String[] args) {
    for (int i = 0; i < 100_000; i++) {
      sum = sum + i % 7;
    }
    throw new IllegalStateException("sum = " + sum);
  }
}
