import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.concurrent.locks.ReentrantLock;

/** Two threads lock two locks crosswise in functions that native code calls. */
public class Upcalls {
  static final ReentrantLock A = new ReentrantLock();
  static final ReentrantLock B = new ReentrantLock();
  static final ThreadLocal<Boolean> FORWARD = new ThreadLocal<>();

  static int compare(MemorySegment x, MemorySegment y) {
    ReentrantLock first = FORWARD.get() ? A : B;
    ReentrantLock second = FORWARD.get() ? B : A;
    first.lock();
    try {
      second.lock();
      second.unlock();
    } finally {
      first.unlock();
    }
    return 0;
  }

  static void sort(boolean forward) {
    FORWARD.set(forward);
    try (Arena arena = Arena.ofConfined()) {
      Linker linker = Linker.nativeLinker();
      MethodHandle sort = linker.downcallHandle(linker.defaultLookup().find("qsort").orElseThrow(), FunctionDescriptor.ofVoid(
          ValueLayout.ADDRESS, ValueLayout.JAVA_LONG, ValueLayout.JAVA_LONG, ValueLayout.ADDRESS));
      MethodHandle compare = MethodHandles.lookup().findStatic(Upcalls.class, "compare",
          MethodType.methodType(int.class, MemorySegment.class, MemorySegment.class));
      MemorySegment stub = linker.upcallStub(compare, FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.ADDRESS,
          ValueLayout.ADDRESS), arena);
      sort.invokeExact(arena.allocate(8), 2L, 4L, stub);
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  public static void main(String[] args) throws InterruptedException {
    Thread there = new Thread(() -> sort(true), "there");
    Thread back = new Thread(() -> sort(false), "back");
    there.start();
    back.start();
    there.join();
    back.join();
  }
}
