// Right: setRelease and getAcquire carry the data over.
// Idea: the VarHandle modes of JEP 193; message passing with too weak a mode. Broken twin: OpaqueFlag.java.

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

public class ReleaseAcquireFlag {
  static final VarHandle READY;

  static {
    try {
      READY = MethodHandles.lookup().findVarHandle(ReleaseAcquireFlag.class, "ready", boolean.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  boolean ready;
  int data;

  void write() {
    data = 42;
    READY.setRelease(this, true);
  }

  void read() {
    if ((boolean) READY.getAcquire(this) && data != 42) {
      throw new AssertionError("data is " + data);
    }
  }

  public static void main(String[] args) throws InterruptedException {
    Thread.Builder threads = args.length > 0 ? Thread.ofVirtual() : Thread.ofPlatform();
    ReleaseAcquireFlag message = new ReleaseAcquireFlag();
    Thread writer = threads.start(message::write);
    message.read();
    writer.join();
  }
}
