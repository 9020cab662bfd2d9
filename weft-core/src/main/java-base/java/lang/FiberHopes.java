package java.lang;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Hashtable;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import jdk.internal.misc.Signal;
import jdk.internal.misc.Unsafe;
import sun.nio.ch.Poller;

/// What could still happen in a program whose threads are all asleep: shutdown hooks, signals, input and output. It changes nothing and
/// starts nothing: a class of the JDK that has not been initialised is left alone.
///
/// Defined in `java.lang` at run time and called by reflection only, as `FiberWatch` is.
public final class FiberHopes {
  private static final MethodHandles.Lookup OWN = MethodHandles.lookup();

  private static final VarHandle POLLED = FiberHandles.field(Poller.class, "map", Map.class);
  private static final VarHandle POLLER_THREAD = FiberHandles.field(Poller.class, "owner", Thread.class);

  private FiberHopes() {}

  private static Object read(Class<?> owner, String name, Class<?> type) {
    try {
      return MethodHandles.privateLookupIn(owner, OWN).findStaticVarHandle(owner, name, type).get();
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(owner + "." + name, e);
    }
  }

  private static boolean untouched(Class<?> type) {
    return Unsafe.getUnsafe().shouldBeInitialized(type);
  }

  /// The threads that run when the JVM ends, unless they do so already.
  public static List<Thread> shutdownHooks() {
    if (untouched(ApplicationShutdownHooks.class)) {
      return List.of();
    }
    synchronized (ApplicationShutdownHooks.class) {
      var hooks = (IdentityHashMap<?, ?>) read(ApplicationShutdownHooks.class, "hooks", IdentityHashMap.class);
      List<Thread> all = new ArrayList<>();
      if (hooks != null) {
        hooks.keySet().forEach(hook -> all.add((Thread) hook));
      }
      return all;
    }
  }

  /// The signals for which the program has a handler.
  public static List<String> handledSignals() {
    List<String> names = new ArrayList<>();
    var handlers = (Hashtable<?, ?>) read(Signal.class, "handlers", Hashtable.class);
    synchronized (handlers) {
      handlers.forEach(
          (signal, handler) -> {
            String type = handler.getClass().getName();
            if (!type.startsWith("java.lang.Terminator") && !type.equals("jdk.internal.misc.Signal$NativeHandler")) {
              names.add(((Signal) signal).getName());
            }
          });
    }
    return names;
  }

  /// The JDK's own virtual threads that poll for input and output.
  public static List<Thread> pollers() {
    List<Thread> threads = new ArrayList<>();
    for (Poller poller : allPollers()) {
      var thread = (Thread) POLLER_THREAD.getVolatile(poller);
      if (thread != null) {
        threads.add(thread);
      }
    }
    return threads;
  }

  /// The threads that wait for input or output with the JDK's pollers.
  public static List<Thread> polled() {
    List<Thread> threads = new ArrayList<>();
    for (Poller poller : allPollers()) {
      ((Map<?, ?>) POLLED.get(poller)).values().forEach(thread -> threads.add((Thread) thread));
    }
    threads.removeAll(pollers());
    return threads;
  }

  private static Collection<Poller> allPollers() {
    List<Poller> all = new ArrayList<>();
    if (!untouched(Poller.class)) {
      all.addAll(Poller.readPollers());
      all.addAll(Poller.writePollers());
      if (Poller.masterPoller() != null) {
        all.add(Poller.masterPoller());
      }
    }
    return all;
  }
}
