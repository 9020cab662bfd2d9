package java.lang;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.AbstractOwnableSynchronizer;
import java.util.stream.Stream;

/// What one thread waits for and what it has locked, as the virtual machine and the JDK's locks know it. It changes nothing.
///
/// Defined in `java.lang` at run time and called by reflection only, as `FiberWatch` is.
public final class FiberSnapshots {
  private static final VarHandle OWNER =
      FiberHandles.field(AbstractOwnableSynchronizer.class, "exclusiveOwnerThread", Thread.class);

  private static final Class<?> SNAPSHOT = FiberHandles.type("jdk.internal.vm.ThreadSnapshot");
  private static final MethodHandle TAKE = FiberHandles.function(SNAPSHOT, "of", SNAPSHOT, Thread.class)
      .asType(MethodType.methodType(Object.class, Thread.class));
  private static final MethodHandle BLOCKED_ON = told("blockedOn", Object.class);
  private static final MethodHandle WAITING_ON = told("waitingOn", Object.class);
  private static final MethodHandle THREAD_STATE = told("threadState", Thread.State.class);
  private static final MethodHandle STACK = told("stackTrace", StackTraceElement[].class);
  private static final MethodHandle OWNED = told("ownedMonitorsAt", Stream.class, int.class);

  private FiberSnapshots() {}

  /// What a snapshot can tell.
  private static MethodHandle told(String name, Class<?> result, Class<?>... parameters) {
    MethodHandle found = FiberHandles.method(SNAPSHOT, name, result, parameters);
    return found.asType(found.type().changeParameterType(0, Object.class));
  }

  /// Who owns a lock of `java.util.concurrent`, given what a thread is parked on; null if that has no owner.
  public static Thread owner(Object synchronizer) {
    return synchronizer instanceof AbstractOwnableSynchronizer owned ? (Thread) OWNER.getOpaque(owned) : null;
  }

  /// What the virtual machine knows of one thread, or null. The thread must not run meanwhile, or the machine may crash.
  public static Object snapshot(Thread thread) throws Throwable {
    return (Object) TAKE.invokeExact(thread);
  }

  /// The object whose monitor it waits to enter, or null.
  public static Object blockedOn(Object snapshot) throws Throwable {
    return (Thread.State) THREAD_STATE.invokeExact(snapshot) == Thread.State.BLOCKED
        ? (Object) BLOCKED_ON.invokeExact(snapshot)
        : null;
  }

  /// The object on which it waits to be notified, or null.
  public static Object waitingOn(Object snapshot) throws Throwable {
    return (Thread.State) THREAD_STATE.invokeExact(snapshot) == Thread.State.WAITING
        ? (Object) WAITING_ON.invokeExact(snapshot)
        : null;
  }

  /// Its stack.
  public static StackTraceElement[] stack(Object snapshot) throws Throwable {
    return (StackTraceElement[]) STACK.invokeExact(snapshot);
  }

  /// The objects whose monitors it has entered in one frame of its stack.
  public static List<Object> owned(Object snapshot, int depth) throws Throwable {
    List<Object> owned = new ArrayList<>();
    for (Object one : ((Stream<?>) OWNED.invokeExact(snapshot, depth)).toList()) {
      if (one != null) {
        owned.add(one);
      }
    }
    return owned;
  }
}
