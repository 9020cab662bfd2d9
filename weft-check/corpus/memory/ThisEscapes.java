// Wrong: the constructor starts a thread that uses the object before the constructor has set its field.
// Idea: Java Concurrency in Practice, 3.2: do not let this escape from a constructor. Repaired twin: ThisKept.java.

public class ThisEscapes {
  private Thread worker;
  private int limit;

  ThisEscapes(Thread.Builder threads) {
    worker = threads.start(this::work);
    limit = 3;
  }

  void work() {
    if (limit != 3) {
      throw new AssertionError("the limit is " + limit);
    }
  }

  public static void main(String[] args) throws InterruptedException {
    Thread.Builder threads = args.length > 0 ? Thread.ofVirtual() : Thread.ofPlatform();
    new ThisEscapes(threads).worker.join();
  }
}
