package dev.weft.internal.observe;

import dev.weft.internal.inject.Injection;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/// What `FiberWatch`, `FiberSnapshots` and `FiberHopes` in `java.lang` can tell; the methods are described there.
///
/// Those classes are defined when they are first asked for, which needs `java.lang` to be open to Weft. Where it is not, reports
/// know less: they tell nothing of threads that Weft has not made, and deadlocks cannot be told from waiting.
interface JdkWatch {
  // FiberWatch

  List<Thread> threads();

  boolean tracksAll();

  List<Thread> awake(List<Thread> threads, int atMost);

  @Nullable Thread carrier(Thread thread);

  @Nullable Object mounted(Thread carrier);

  @Nullable Object termination(Thread thread);

  @Nullable Executor scheduler(Thread thread);

  long defaultTurns();

  boolean wakesVirtualThreads(Thread thread);

  // FiberSnapshots

  @Nullable Thread owner(Object synchronizer);

  @Nullable Object snapshot(Thread thread);

  @Nullable Object blockedOn(Object snapshot);

  @Nullable Object waitingOn(Object snapshot);

  StackTraceElement[] stack(Object snapshot);

  List<Object> owned(Object snapshot, int depth);

  // FiberHopes

  List<Thread> shutdownHooks();

  List<String> handledSignals();

  List<Thread> pollers();

  List<Thread> polled();

  /// The one of this JVM; empty if it does not let Weft look.
  static Optional<JdkWatch> get() {
    return Holder.INSTANCE;
  }

  /// Made once.
  final class Holder {
    private static final Map<Method, Method> TARGETS = new ConcurrentHashMap<>();
    private static final Optional<JdkWatch> INSTANCE = open();

    private Holder() {}

    private static Optional<JdkWatch> open() {
      try {
        List<Class<?>> types = List.of(Injection.define("FiberHandles", "FiberWatch"),
            Injection.define("FiberSnapshots"), Injection.define("FiberHopes"));
        Class<?>[] shape = {JdkWatch.class};
        return Optional.of(
            (JdkWatch)
                Proxy.newProxyInstance(
                    JdkWatch.class.getClassLoader(), shape, (_, method, arguments) -> call(types, method, arguments)));
      } catch (IllegalAccessException | IOException | LinkageError e) {
        System.getLogger("dev.weft").log(Level.DEBUG, "reports see Weft''s own fibers only: {0}", e.toString());
        return Optional.empty();
      }
    }

    private static Method target(List<Class<?>> types, Method wanted) {
      return types.stream()
          .flatMap(type -> Arrays.stream(type.getMethods()))
          .filter(own -> own.getName().equals(wanted.getName()) && Arrays.equals(own.getParameterTypes(), wanted.getParameterTypes()))
          .findFirst()
          .orElseThrow(() -> new IllegalStateException("nobody in java.lang can tell " + wanted));
    }

    private static @Nullable Object call(List<Class<?>> types, Method method, @Nullable Object @Nullable [] arguments)
        throws Throwable {
      if (method.getDeclaringClass() == Object.class) {
        return method.getName().equals("toString") ? types.toString() : method.getName().equals("hashCode") ? 0 : false;
      }
      try {
        return TARGETS.computeIfAbsent(method, wanted -> target(types, wanted)).invoke(null, arguments);
      } catch (InvocationTargetException e) {
        throw e.getCause() == null ? e : e.getCause();
      }
    }
  }
}
