import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;

/// In the first schedule the threads load classes, one after the other, and the loader's locks order what races in all others.
class MaskedAtFirst {
  @SuppressWarnings("unused") // its class is loaded
  private static Object counter(int value) {
    return new AtomicInteger(value);
  }

  public static void main(String[] args) throws InterruptedException {
    int[] numbers = new int[4];
    counter(1);
    var one = new Thread(() -> numbers[0] = 1);
    var other = new Thread(() -> Arrays.fill(numbers, 3));
    one.start();
    other.start();
    one.join();
    other.join();
  }
}
