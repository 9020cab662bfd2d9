// Wrong: opaque writes and reads order nothing else, so the plain data races.
// Idea: the VarHandle modes of JEP 193; message passing with too weak a mode. Repaired twin:
// ReleaseAcquireFlag.java.

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

public class OpaqueFlag {
  static final VarHandle READY;

  static {
    try {
      READY = MethodHandles.lookup().findVarHandle(OpaqueFlag.class, "ready", boolean.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  boolean ready;
  int data;

  void write() {
    data = 42;
    READY.setOpaque(this, true);
  }

  void read() {
    if ((boolean) READY.getOpaque(this) && data != 42) {
      throw new AssertionError("data is " + data);
    }
  }

  public static void main(String[] args) throws InterruptedException {
    Thread.Builder threads = args.length > 0 ? Thread.ofVirtual() : Thread.ofPlatform();
    OpaqueFlag message = new OpaqueFlag();
    Thread writer = threads.start(message::write);
    message.read();
    writer.join();
  }
}
