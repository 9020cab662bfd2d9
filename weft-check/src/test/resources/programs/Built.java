/// Threads that a builder starts, on lines of their own.
class Built {
  static int count;
  static volatile boolean ready;

  public static void main(String[] args) throws InterruptedException {
    ready = true;
    Thread first = Thread.ofPlatform().name("first").start(Built::up);
    Thread second = Thread.ofVirtual().name("second")
        .start(Built::up);
    first.join();
    second.join();
  }

  static void up() {
    count++;
  }
}
