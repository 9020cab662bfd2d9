package dev.weft.internal.mount;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadFactory;

/// Virtual threads on the JDK's own scheduler, whoever makes them.
///
/// [Thread#ofVirtual()] alone does not say that: a virtual thread that makes another one hands its scheduler on, and under an agent all go to
/// the scheduler that was chosen for the program. So the builder is told which one.
public final class JdkThreads {
  private JdkThreads() {}

  /// Makes unstarted ones.
  public static ThreadFactory factory() {
    return builder().factory();
  }

  /// Where Weft may not look into `java.lang`, there are no other schedulers.
  private static Thread.Builder.OfVirtual builder() {
    if (!Mounts.AVAILABLE) {
      return Thread.ofVirtual();
    }
    try {
      Class<?> virtual = Class.forName("java.lang.VirtualThread");
      Class<?> builder = Class.forName("java.lang.ThreadBuilders$VirtualThreadBuilder");
      MethodHandles.Lookup inside = Injected.inside(virtual);
      var scheduler =
          (Executor) inside.findStatic(virtual, "defaultScheduler", MethodType.methodType(Executor.class)).invoke();
      return (Thread.Builder.OfVirtual)
          inside.findConstructor(builder, MethodType.methodType(void.class, Executor.class)).invoke(scheduler);
    } catch (Error e) {
      throw e;
    } catch (Throwable t) {
      throw Injected.unexpected(t);
    }
  }
}
