package java.lang;

import java.lang.invoke.MethodHandle;
import jdk.internal.event.VirtualThreadEndEvent;
import jdk.internal.event.VirtualThreadStartEvent;
import jdk.internal.misc.Unsafe;
import jdk.internal.vm.Continuation;
import jdk.internal.vm.annotation.Hidden;

/// The body of one of Weft's threads is what its continuation runs, in place of the JDK's `VirtualThread.run`, and tells others what that
/// one tells them: debuggers of its beginning and end, JFR as well, and the handler of uncaught exceptions.
///
/// The JDK's method would be a frame more in each frozen stack. It looks after scopes and scoped values, which are each fiber's own affair here
/// ([FiberFresh]).
public final class FiberBody {
  private static final Unsafe UNSAFE = Unsafe.getUnsafe();
  private static final long TARGET = UNSAFE.objectFieldOffset(Continuation.class, "target");
  private static final long TASK = UNSAFE.objectFieldOffset(VirtualThread.class, "runContinuation");
  private static final long INTERRUPT_LOCK = UNSAFE.objectFieldOffset(Thread.class, "interruptLock");

  private static final MethodHandle JVMTI_START = FiberHandles.method(VirtualThread.class, "notifyJvmtiStart", void.class);
  private static final MethodHandle JVMTI_END = FiberHandles.method(VirtualThread.class, "notifyJvmtiEnd", void.class);
  private static final MethodHandle RUN = FiberHandles.method(VirtualThread.class, "run", void.class, Runnable.class);

  private FiberBody() {}

  /// For a thread that has not been started. Its body is also what is submitted to its scheduler, and what interrupts lock: three objects
  /// less for each thread. Nobody else may lock it.
  static void give(VirtualThread thread, Runnable body) throws Throwable {
    UNSAFE.putReference(FiberStack.of(thread), TARGET, body);
    UNSAFE.putReference(thread, TASK, body);
    UNSAFE.putReference(thread, INTERRUPT_LOCK, body);
  }

  /// Called by the body before anything else, each time it begins.
  @Hidden
  public static void begin(Thread self) throws Throwable {
    JVMTI_START.invokeExact((VirtualThread) self);
  }

  /// Called by the body after everything else, however it ends.
  @Hidden
  public static void end(Thread self) throws Throwable {
    JVMTI_END.invokeExact((VirtualThread) self);
  }

  /// Whether somebody records when virtual threads start and end: then the body runs by way of [#runRecorded].
  public static boolean isRecorded() {
    return VirtualThreadStartEvent.isTurnedOn() || VirtualThreadEndEvent.isTurnedOn();
  }

  @Hidden
  public static void runRecorded(Thread self, Runnable rest) throws Throwable {
    RUN.invokeExact((VirtualThread) self, rest);
  }

  /// Called by the body with what has come out of it.
  public static void uncaught(Thread self, Throwable thrown) {
    self.dispatchUncaughtException(thrown);
  }
}
