package java.lang;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.AccessibleObject;
import java.lang.reflect.Method;
import java.util.concurrent.Executor;
import java.util.function.UnaryOperator;
import jdk.internal.misc.MethodFinder;
import jdk.internal.vm.annotation.Hidden;

/// What patched methods of the JDK call. The class is defined into `java.lang` at run time, so that it can be reached
/// from any class of the JDK without an entry in the boot class path; it decides nothing and holds what was chosen.
///
/// Each field is written once, before the patch that reads it is in place, and by one thread; `null` means "as the JDK
/// has it".
public final class FiberDoor {
  private static volatile Executor scheduler;
  private static volatile Thread mainFiber;
  private static volatile ThreadGroup mainGroup;
  private static volatile UnaryOperator<Class<?>> launching;

  private FiberDoor() {}

  /// The rights of `java.base`, for Weft alone: nothing else may call what is not public here.
  static MethodHandles.Lookup rights() {
    return MethodHandles.lookup();
  }

  static void schedule(Executor everywhere) {
    scheduler = everywhere;
  }

  static void launch(UnaryOperator<Class<?>> wrapper) {
    launching = wrapper;
  }

  /// From now on `fiber` counts as the thread that the launcher would have run `main` on.
  static void impersonate(Thread fiber, Thread launcher) {
    mainGroup = launcher.getThreadGroup();
    mainFiber = fiber;
  }

  /// Called by the constructor of `VirtualThread` where it would take the default scheduler.
  public static Executor choose(Executor otherwise) {
    Executor everywhere = scheduler;
    return everywhere == null ? otherwise : everywhere;
  }

  /// Called by `Thread.isDaemon` of a virtual thread, whose answer new platform threads inherit.
  public static boolean daemon(Thread virtual) {
    return virtual != mainFiber;
  }

  /// Called by `Thread.getThreadGroup` of a virtual thread, whose answer new platform threads inherit.
  public static ThreadGroup group(ThreadGroup otherwise, Thread virtual) {
    return virtual == mainFiber ? mainGroup : otherwise;
  }

  /// Called by the java launcher with the main class that it is about to start; it starts the answer.
  public static Class<?> launching(Class<?> main) {
    UnaryOperator<Class<?>> wrapper = launching;
    return wrapper == null ? main : wrapper.apply(main);
  }

  /// The `main` of a class as the launcher would choose it.
  static Method mainOf(Class<?> type) {
    return MethodFinder.findMainMethod(type);
  }

  /// Lifts the access checks of a member; this class belongs to `java.base`, which may do so for any.
  static void accessible(AccessibleObject member) {
    member.setAccessible(true);
  }

  /// Calls `main` without a frame of its own in stack traces. `receiver` is null for a static `main`. Access is
  /// not checked, as it is not for the launcher.
  @Hidden
  static void invoke(Method main, Object receiver, String[] arguments) throws Throwable {
    main.setAccessible(true);
    MethodHandle handle = MethodHandles.lookup().unreflect(main).asFixedArity();
    if (receiver != null) {
      handle = handle.bindTo(receiver);
    }
    if (main.getParameterCount() == 0) {
      handle.invokeExact();
    } else {
      handle.invokeExact(arguments);
    }
  }
}
