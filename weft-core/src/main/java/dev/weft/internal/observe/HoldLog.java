package dev.weft.internal.observe;

import dev.weft.observe.HeldCarrier;
import java.lang.System.Logger.Level;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;

/// Logs who holds carriers, each place of the program once: when it is noticed, and when others have waited for it for long.
///
/// On threads of its own, because the first use of a logger may take longer than a look of the monitor.
final class HoldLog {
  private static final long WARN_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final BiConsumer<Level, HeldCarrier> log;
  private final Set<String> mentioned = ConcurrentHashMap.newKeySet();
  private final Set<String> warned = ConcurrentHashMap.newKeySet();

  HoldLog() {
    this(HoldLog::write);
  }

  HoldLog(BiConsumer<Level, HeldCarrier> log) {
    this.log = log;
  }

  void mention(HeldCarrier held) {
    String place = placeOf(held);
    if (mentioned.add(place)) {
      log.accept(Level.DEBUG, held);
    }
    if (held.othersWaited() && held.duration().toNanos() >= WARN_NANOS && warned.add(place)) {
      log.accept(Level.WARNING, held);
    }
  }

  /// Where it was forked; for a virtual thread that nobody knows that of, the method of the program that it is in. Not its name: a server may
  /// make one for each request, and all of them would be remembered.
  private static String placeOf(HeldCarrier held) {
    if (!held.forkedAt().isEmpty()) {
      return held.forkedAt();
    }
    return held.stack().stream()
        .filter(frame -> !"java.base".equals(frame.getModuleName()))
        .findFirst()
        .map(frame -> frame.getClassName() + "." + frame.getMethodName())
        .orElse("");
  }

  private static void write(Level level, HeldCarrier held) {
    Thread thread =
        Thread.ofPlatform()
            .daemon()
            .name("weft-log")
            .unstarted(() -> System.getLogger("dev.weft").log(level, held::toString));
    PlatformThreads.ignore(thread);
    thread.start();
  }
}
