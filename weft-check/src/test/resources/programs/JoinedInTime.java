import java.time.Duration;

/** Reads what a thread has written only where that has ended. */
class JoinedInTime {
  static int written;

  public static void main(String[] args) throws InterruptedException {
    Thread writer = new Thread(() -> written = 1);
    writer.start();
    if (writer.join(Duration.ofSeconds(1)) && written != 1) {
      throw new AssertionError("written " + written);
    }
  }
}
