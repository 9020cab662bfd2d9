package dev.weft.internal.observe;

import dev.weft.internal.fiber.FiberTask;
import dev.weft.internal.run.Carrier;
import dev.weft.internal.run.CarrierEngine;
import dev.weft.internal.run.Engine;
import dev.weft.internal.run.Engines;
import dev.weft.internal.run.Monitor;
import dev.weft.internal.run.MonitorListener;
import dev.weft.internal.run.Strand;
import dev.weft.observe.HeldCarrier;
import dev.weft.observe.RuntimeListener;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Who holds the carriers: told to a listener, and logged.
///
/// Called by the monitor's thread at each of its looks; what takes time is done once per hold.
public final class Holds implements MonitorListener {
  private final RuntimeListener listener;

  /// As they were when they were noticed. Of the monitor's thread alone.
  private final Map<Carrier, HeldCarrier> noticed = new HashMap<>();

  private final HoldLog log = new HoldLog();

  public Holds(RuntimeListener listener) {
    this.listener = listener;
  }

  /// Those that are held now, on whatever scheduler.
  static List<HeldCarrier> current() {
    return Engines.all().stream()
        .flatMap(engine -> engine instanceof CarrierEngine carriers ? carriers.monitor().holds().stream().flatMap(hold -> lookSurely(engine, hold)) : Stream.of())
        .toList();
  }

  /// Nobody, if the turn has ended meanwhile: it was perhaps somebody else who was looked at.
  private static Stream<HeldCarrier> lookSurely(Engine engine, Monitor.Hold hold) {
    HeldCarrier held = look(engine, hold);
    return held != null && hold.goesOn() ? Stream.of(held) : Stream.of();
  }

  @Override
  public void onHeld(CarrierEngine engine, Monitor.Hold hold, boolean first) {
    if (first) {
      noticed.remove(hold.carrier());
    }
    HeldCarrier before = noticed.get(hold.carrier());
    HeldCarrier held = before == null ? look(engine, hold) : goesOn(before, hold);
    if (held == null) {
      return; // perhaps the next look finds somebody
    }
    noticed.put(hold.carrier(), held);
    if (before == null) {
      listener.held(held);
    }
    log.mention(held);
  }

  private static HeldCarrier goesOn(HeldCarrier before, Monitor.Hold hold) {
    return new HeldCarrier(
        before.scheduler(), before.carrier(), before.fiber(), before.forkedAt(), Duration.ofNanos(hold.nanos()), hold.othersWaited(), before.stack());
  }

  /// Null if nobody is on the carrier: it is between two turns, and the system does not let it go on.
  private static @Nullable HeldCarrier look(Engine engine, Monitor.Hold hold) {
    Optional<JdkWatch> jdk = JdkWatch.get();
    Thread culprit = jdk.map(watch -> threadOf(watch.mounted(hold.carrier()))).orElse(null);
    if (culprit == null && jdk.isPresent()) {
      return null;
    }
    Strand strand = culprit == null ? null : Strands.of(jdk.orElse(null), culprit);
    FiberTask<?> fiber = strand != null && strand.running() instanceof FiberTask<?> task ? task : null;
    String name = fiber != null ? fiber.name() : culprit != null ? Words.name(culprit) : "unknown";
    List<StackTraceElement> stack = culprit == null ? List.of() : List.of(culprit.getStackTrace());
    return new HeldCarrier(
        engine.name(), hold.carrier().getName(), name, fiber == null ? "" : fiber.spawnSite().toString(), Duration.ofNanos(hold.nanos()),
        hold.othersWaited(), stack);
  }

  private static @Nullable Thread threadOf(@Nullable Object mounted) {
    if (mounted instanceof Strand strand) {
      return strand.thread();
    }
    return mounted instanceof Thread thread ? thread : null;
  }
}
