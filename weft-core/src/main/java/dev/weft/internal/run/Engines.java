package dev.weft.internal.run;

import dev.weft.internal.mount.Mounts;
import dev.weft.internal.mount.VirtualThreads;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;

/// Which scheduler is meant when none is named: that of the current fiber, else the default one.
public final class Engines {
  /// Set for fibers whose threads are scheduled by somebody else.
  private static final ThreadLocal<Startable> THREAD_FIBER = new ThreadLocal<>();

  private static final Set<Engine> ALL = Collections.newSetFromMap(new WeakHashMap<>());

  private static volatile @Nullable Engine standard;

  private Engines() {}

  /// The current fiber, or null on a thread that runs none.
  public static @Nullable Startable currentFiber() {
    Strand strand = Strand.current();
    if (strand != null) {
      return strand.running();
    }
    return VirtualThreads.currentCarrier() instanceof Carrier ? null : THREAD_FIBER.get();
  }

  /// Marks the current thread as running a fiber, until [#leave].
  public static void enter(Startable fiber) {
    THREAD_FIBER.set(fiber);
  }

  /// The current thread runs no fiber any more.
  public static void leave() {
    THREAD_FIBER.remove();
  }

  /// The scheduler of the current fiber or virtual thread, else the default one.
  public static Engine current() {
    if (VirtualThreads.currentCarrier() instanceof Carrier carrier) {
      return carrier.engine;
    }
    return THREAD_FIBER.get() instanceof EngineBound fiber ? fiber.engine() : standard();
  }

  /// The default scheduler: work-stealing with a carrier per processor, or the JDK's where fibers cannot be mounted.
  public static Engine standard() {
    Engine known = standard;
    return known == null ? makeStandard() : known;
  }

  private static synchronized Engine makeStandard() {
    Engine known = standard;
    if (known == null) {
      known =
          Mounts.AVAILABLE
              ? new CarrierEngine(
                  "work-stealing", Runtime.getRuntime().availableProcessors(), Placement.STEALING, Clock.SYSTEM)
              : ThreadEngine.jdk();
      standard = known;
    }
    return known;
  }

  static synchronized void made(Engine engine) {
    ALL.add(engine);
  }

  static void closed(Engine engine) { // not synchronized itself: it is a door of `weft check`
    synchronized (Engines.class) {
      ALL.remove(engine);
    }
  }

  /// All schedulers of this JVM that are still in use, in no order.
  public static synchronized List<Engine> all() {
    return List.copyOf(ALL);
  }

  static boolean isStandard(Engine engine) {
    return engine == standard;
  }

  /// Makes another scheduler the default one, as `weft run --scheduler` does.
  public static void standard(Engine engine) {
    standard = engine;
  }

  /// A fiber, as far as its scheduler knows it.
  public interface EngineBound {
    /// The scheduler that runs it.
    Engine engine();

    /// For people.
    String name();

    /// Its thread; null if it has none yet.
    @Nullable Thread thread();
  }
}
