package dev.weft.check.engine.runtime;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import jdk.internal.vm.annotation.ChangesCurrentThread;
import jdk.internal.vm.annotation.DontInline;

/// Shows user code its own thread objects: makes `Thread.currentThread()` on the carrier answer a given thread.
final class Identity {
  private static final MethodHandle SET;
  @SuppressWarnings("NullAway.Init")
  private static Thread carrier;

  static {
    try {
      SET = MethodHandles.privateLookupIn(Thread.class, MethodHandles.lookup())
          .findVirtual(Thread.class, "setCurrentThread", MethodType.methodType(void.class, Thread.class));
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private Identity() {}

  static Thread carrier() {
    return carrier;
  }

  /// Makes the calling platform thread the carrier of all tasks.
  static void becomeCarrier() {
    carrier = Thread.currentThread();
  }

  @DontInline
  @ChangesCurrentThread
  static void assume(Thread thread) {
    try {
      SET.invokeExact(carrier, thread);
    } catch (Throwable e) {
      throw new AssertionError("setCurrentThread does not throw", e);
    }
  }
}
