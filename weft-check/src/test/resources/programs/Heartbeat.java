/// A thread that goes on when `main` has ended: a virtual one does not keep the program alive.
class Heartbeat {
  public static void main(String[] args) throws InterruptedException {
    Thread.Builder builder = args[0].equals("virtual") ? Thread.ofVirtual() : Thread.ofPlatform();
    builder.start(Heartbeat::beat);
    Thread.sleep(30);
  }

  private static void beat() {
    try {
      while (true) {
        Thread.sleep(10);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
