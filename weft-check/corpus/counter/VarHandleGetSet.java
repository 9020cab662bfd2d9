// Wrong: getVolatile and setVolatile are each atomic, the pair of them is not.
// Idea: Fray's VarHandle tests. Repaired twin: VarHandleGetAndAdd.java.

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

public class VarHandleGetSet {
  static final VarHandle HITS;

  static {
    try {
      HITS = MethodHandles.lookup().findVarHandle(VarHandleGetSet.class, "hits", int.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  int hits;

  void hit() {
    int seen = (int) HITS.getVolatile(this);
    HITS.setVolatile(this, seen + 1);
  }

  public static void main(String[] args) throws InterruptedException {
    Thread.Builder threads = args.length > 0 ? Thread.ofVirtual() : Thread.ofPlatform();
    VarHandleGetSet page = new VarHandleGetSet();
    Thread a = threads.start(page::hit);
    Thread b = threads.start(page::hit);
    a.join();
    b.join();
    if ((int) HITS.getVolatile(page) != 2) {
      throw new AssertionError("a hit was lost");
    }
  }
}
