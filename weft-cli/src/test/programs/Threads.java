import java.util.concurrent.CountDownLatch;

/** A thread that main leaves behind keeps the program alive, as it does without Weft. */
class Threads {
  static final CountDownLatch MAIN_ENDS = new CountDownLatch(1);

  void main() throws Exception {
    Thread main = Thread.currentThread();
    System.out.println("main daemon " + main.isDaemon() + ", group " + main.getThreadGroup().getName());
    Thread left = new Thread(() -> {
      while (main.isAlive()) {
        Thread.onSpinWait();
      }
      System.out.println("after main");
      Thread child = new Thread(() -> System.out.println("child of it"));
      System.out.println("child daemon " + child.isDaemon());
      child.start();
    });
    System.out.println("left daemon " + left.isDaemon() + ", group " + left.getThreadGroup().getName());
    Thread.ofVirtual().start(() -> {
      Thread ofFiber = new Thread(() -> {});
      System.out.println("child of a fiber daemon " + ofFiber.isDaemon());
    }).join();
    left.start();
  }
}
