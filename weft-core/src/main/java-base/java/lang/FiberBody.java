package java.lang;

import java.lang.invoke.MethodHandle;
import jdk.internal.event.VirtualThreadEndEvent;
import jdk.internal.event.VirtualThreadStartEvent;
import jdk.internal.misc.Unsafe;
import jdk.internal.vm.Continuation;
import jdk.internal.vm.annotation.Hidden;
import jdk.internal.vm.annotation.JvmtiHideEvents;

/// What the continuation of one of Weft's threads runs, in place of the JDK's `VirtualThread.run`.
///
/// That would be a frame more in each frozen stack, of a method that looks after scopes and scoped values, which are each fiber's own affair here
/// ([FiberFresh]). What is left is what debuggers and JFR are told.
final class FiberBody implements Runnable {
  private static final Unsafe UNSAFE = Unsafe.getUnsafe();
  private static final long TARGET = UNSAFE.objectFieldOffset(Continuation.class, "target");
  private static final long TASK = UNSAFE.objectFieldOffset(VirtualThread.class, "runContinuation");

  private static final MethodHandle JVMTI_START = FiberHandles.method(VirtualThread.class, "notifyJvmtiStart", void.class);
  private static final MethodHandle JVMTI_END = FiberHandles.method(VirtualThread.class, "notifyJvmtiEnd", void.class);
  private static final MethodHandle RUN = FiberHandles.method(VirtualThread.class, "run", void.class, Runnable.class);

  /// For those who meet the thread on a kernel thread.
  final VirtualThread thread;

  private final Runnable body;

  private FiberBody(VirtualThread thread, Runnable body) {
    this.thread = thread;
    this.body = body;
  }

  /// For a thread that has not been started. What is submitted to its scheduler is the body from now on: an object less for each thread.
  static void give(VirtualThread thread, Runnable body) throws Throwable {
    UNSAFE.putReference(FiberStack.of(thread), TARGET, new FiberBody(thread, body));
    UNSAFE.putReference(thread, TASK, body);
  }

  @Override
  @Hidden
  @JvmtiHideEvents
  public void run() {
    try {
      JVMTI_START.invokeExact(thread);
      try {
        if (VirtualThreadStartEvent.isTurnedOn() || VirtualThreadEndEvent.isTurnedOn()) {
          RUN.invokeExact(thread, body);
        } else {
          body.run();
        }
      } catch (Throwable thrown) {
        thread.dispatchUncaughtException(thrown);
      } finally {
        JVMTI_END.invokeExact(thread);
      }
    } catch (RuntimeException | Error thrown) {
      throw thrown;
    } catch (Throwable impossible) {
      throw new AssertionError(impossible); // none of these methods declares a checked one
    }
  }
}
