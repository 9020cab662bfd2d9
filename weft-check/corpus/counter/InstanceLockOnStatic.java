// Wrong: synchronized instance methods of two objects guard one static field, each with a monitor of its own.
// Idea: JPF examples; the wrong monitor for a static field. Repaired twin: ClassLockOnStatic.java.

public class InstanceLockOnStatic {
  static int sold;

  synchronized void sell() {
    sold = sold + 1;
  }

  public static void main(String[] args) throws InterruptedException {
    Thread.Builder threads = args.length > 0 ? Thread.ofVirtual() : Thread.ofPlatform();
    InstanceLockOnStatic left = new InstanceLockOnStatic();
    InstanceLockOnStatic right = new InstanceLockOnStatic();
    Thread a = threads.start(left::sell);
    Thread b = threads.start(right::sell);
    a.join();
    b.join();
    if (sold != 2) {
      throw new AssertionError("sold is " + sold + ", expected 2");
    }
  }
}
