// Right: getAndAdd is one atomic step.
// Idea: Fray's VarHandle tests. Broken twin: VarHandleGetSet.java.

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

public class VarHandleGetAndAdd {
  static final VarHandle HITS;

  static {
    try {
      HITS = MethodHandles.lookup().findVarHandle(VarHandleGetAndAdd.class, "hits", int.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  int hits;

  void hit() {
    HITS.getAndAdd(this, 1);
  }

  public static void main(String[] args) throws InterruptedException {
    Thread.Builder threads = args.length > 0 ? Thread.ofVirtual() : Thread.ofPlatform();
    VarHandleGetAndAdd page = new VarHandleGetAndAdd();
    Thread a = threads.start(page::hit);
    Thread b = threads.start(page::hit);
    a.join();
    b.join();
    if ((int) HITS.getVolatile(page) != 2) {
      throw new AssertionError("a hit was lost");
    }
  }
}
