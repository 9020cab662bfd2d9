import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.atomic.AtomicInteger;

/** Publishes through one variable in several modes; right in all of them as far as interleavings go. */
class Weak {
  static final AtomicInteger FLAG = new AtomicInteger();
  static final VarHandle HANDLE = MethodHandles.arrayElementVarHandle(int[].class);
  static final int[] CELLS = new int[1];

  static int read(String mode) {
    return mode.equals("acquire") ? FLAG.getAcquire()
        : readOpaque(mode);
  }

  static int readOpaque(String mode) {
    return mode.equals("opaque") ? (int) HANDLE.getOpaque(CELLS, 0) : readPlain(mode);
  }

  static void write(String mode) {
    switch (mode) {
      case "lazy" -> FLAG.lazySet(1);
      case "opaque" -> HANDLE.setVolatile(CELLS, 0, 1);
      default -> FLAG.set(1);
    }
  }
  static int readPlain(String mode) { return mode.equals("plain") ? FLAG.getPlain() : FLAG.get(); }

  public static void main(String[] args) throws InterruptedException {
    if (args[0].equals("unused") && FLAG.get() > 1) {
      FLAG.setRelease(2);
    }
    Thread writer = new Thread(() -> write(args[0]));
    writer.start();
    int seen = read(args[0]);
    writer.join();
    if (seen != 0 && seen != 1) {
      throw new AssertionError("saw " + seen);
    }
  }
}
