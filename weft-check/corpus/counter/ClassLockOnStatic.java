// Right: the static field is guarded by the monitor of the class.
// Idea: JPF examples; the wrong monitor for a static field. Broken twin: InstanceLockOnStatic.java.

public class ClassLockOnStatic {
  static int sold;

  static synchronized void sell() {
    sold = sold + 1;
  }

  public static void main(String[] args) throws InterruptedException {
    Thread.Builder threads = args.length > 0 ? Thread.ofVirtual() : Thread.ofPlatform();
    Thread a = threads.start(ClassLockOnStatic::sell);
    Thread b = threads.start(ClassLockOnStatic::sell);
    a.join();
    b.join();
    if (sold != 2) {
      throw new AssertionError("sold is " + sold + ", expected 2");
    }
  }
}
