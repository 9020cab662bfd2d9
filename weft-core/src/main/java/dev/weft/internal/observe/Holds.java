package dev.weft.internal.observe;

import dev.weft.internal.fiber.FiberTask;
import dev.weft.internal.run.Carrier;
import dev.weft.internal.run.CarrierEngine;
import dev.weft.internal.run.MonitorListener;
import dev.weft.internal.run.Strand;
import dev.weft.observe.HeldCarrier;
import dev.weft.observe.RuntimeListener;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Remembers which carriers are held and by whom, and logs each culprit once.
///
/// Called by the monitor's thread at each of its looks; what takes time is done once per hold, and logging on a thread of
/// its own, because the first use of a logger may take longer than a look.
public final class Holds implements MonitorListener {
  private static final long WARN_NANOS = TimeUnit.SECONDS.toNanos(1);

  /// A hold that the monitor has not confirmed for so long is over.
  private static final long STALE_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

  private static final Map<Carrier, Hold> CURRENT = new ConcurrentHashMap<>();

  private final RuntimeListener listener;
  private final boolean logs;
  private final Set<String> mentioned = ConcurrentHashMap.newKeySet();
  private final Set<String> warned = ConcurrentHashMap.newKeySet();

  private record Hold(HeldCarrier what, long confirmed) {}

  public Holds(RuntimeListener listener, boolean logs) {
    this.listener = listener;
    this.logs = logs;
  }

  /// Those that are held now.
  static List<HeldCarrier> current() {
    long now = System.nanoTime();
    CURRENT.values().removeIf(hold -> now - hold.confirmed > STALE_NANOS);
    return CURRENT.values().stream().map(Hold::what).toList();
  }

  @Override
  public void onHeld(CarrierEngine engine, Carrier carrier, long heldNanos, boolean first) {
    Hold before = first ? null : CURRENT.get(carrier);
    Duration duration = Duration.ofNanos(heldNanos);
    boolean othersWaited = carrier.hasWork() || (before != null && before.what.othersWaited());
    HeldCarrier held =
        before == null
            ? look(engine, carrier, duration, othersWaited)
            : new HeldCarrier(
                before.what.scheduler(), before.what.carrier(), before.what.fiber(), before.what.forkedAt(), duration,
                othersWaited, before.what.stack());
    CURRENT.put(carrier, new Hold(held, System.nanoTime()));
    if (before == null) {
      listener.held(held);
    }
    if (logs) {
      mention(held);
    }
  }

  private static HeldCarrier look(
      CarrierEngine engine, Carrier carrier, Duration duration, boolean othersWaited) {
    Optional<JdkWatch> jdk = JdkWatch.get();
    Thread culprit = jdk.map(watch -> threadOf(watch.mounted(carrier))).orElse(null);
    Strand strand = culprit == null ? null : Strands.of(jdk.orElse(null), culprit);
    FiberTask<?> fiber = strand != null && strand.running() instanceof FiberTask<?> task ? task : null;
    String name = fiber != null ? fiber.name() : culprit != null ? Words.name(culprit) : "unknown";
    List<StackTraceElement> stack = culprit == null ? List.of() : List.of(culprit.getStackTrace());
    return new HeldCarrier(
        engine.name(), carrier.getName(), name, fiber == null ? "" : fiber.spawnSite().toString(), duration,
        othersWaited, stack);
  }

  private static @Nullable Thread threadOf(@Nullable Object mounted) {
    if (mounted instanceof Strand strand) {
      return strand.thread();
    }
    return mounted instanceof Thread thread ? thread : null;
  }

  private void mention(HeldCarrier held) {
    String culprit = held.forkedAt().isEmpty() ? held.fiber() : held.forkedAt();
    if (mentioned.add(culprit)) {
      log(Level.DEBUG, held);
    }
    if (held.othersWaited() && held.duration().toNanos() >= WARN_NANOS && warned.add(culprit)) {
      log(Level.WARNING, held);
    }
  }

  private static void log(Level level, HeldCarrier held) {
    Thread thread =
        Thread.ofPlatform()
            .daemon()
            .name("weft-log")
            .unstarted(() -> System.getLogger("dev.weft").log(level, held::toString));
    PlatformThreads.ignore(thread);
    thread.start();
  }
}
