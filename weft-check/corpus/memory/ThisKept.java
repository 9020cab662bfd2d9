// Right: the thread is started by a factory method, after the constructor.
// Idea: Java Concurrency in Practice, 3.2: do not let this escape from a constructor. Broken twin: ThisEscapes.java.

public class ThisKept {
  private Thread worker;
  private int limit;

  ThisKept() {
    limit = 3;
  }

  static ThisKept start(Thread.Builder threads) {
    ThisKept made = new ThisKept();
    made.worker = threads.start(made::work);
    return made;
  }

  void work() {
    if (limit != 3) {
      throw new AssertionError("the limit is " + limit);
    }
  }

  public static void main(String[] args) throws InterruptedException {
    Thread.Builder threads = args.length > 0 ? Thread.ofVirtual() : Thread.ofPlatform();
    ThisKept.start(threads).worker.join();
  }
}
