package dev.weft.bench.workload;

import dev.weft.Weft;
import dev.weft.bench.peer.PeerMain;
import dev.weft.bench.peer.PeerOptions;
import dev.weft.bench.peer.Suite;
import dev.weft.schedule.Scheduler;
import dev.weft.schedule.Schedulers;
import java.util.Map;

/// The peer process for Weft: the variant names the scheduler.
public final class WeftPeer {
  private WeftPeer() {}

  public static void main(String[] args) {
    PeerMain.run(args, suites());
  }

  /// The suites by name, each on a scheduler of its own.
  static Map<String, Suite> suites() {
    return Map.ofEntries(
        Map.entry("yield", inFiber(YieldSuite::run)),
        Map.entry("ping-pong", inFiber(PingPongSuite::run)),
        Map.entry("rendezvous", inFiber(StreamSuite::rendezvous)),
        Map.entry("buffered", inFiber(StreamSuite::buffered)),
        Map.entry("chain", inFiber(ChainSuite::run)),
        Map.entry("many", inFiber(ManySuite::run)),
        Map.entry("select", inFiber(SelectSuite::run)),
        Map.entry("spawn", inFiber(SpawnSuite::run)),
        Map.entry("skynet", inFiber(SkynetSuite::run)),
        Map.entry("parked", inFiber(ParkedSuite::run)),
        Map.entry("timers", inFiber(TimersSuite::run)),
        Map.entry("timeout", inFiber(TimeoutSuite::run)),
        Map.entry("work", inFiber(WorkSuite::rendezvous)),
        Map.entry("work-buffered", inFiber(WorkSuite::buffered)),
        Map.entry("hog", measure -> HogSuite.run(measure, scheduler(measure.options()))));
  }

  private static Suite inFiber(Suite suite) {
    return measure -> {
      try (var scheduler = scheduler(measure.options())) {
        Weft.with(scheduler).run(() -> suite.run(measure));
      }
    };
  }

  private static Scheduler scheduler(PeerOptions options) {
    return switch (options.variant()) {
      case "work-stealing", "work-stealing-1", "default" -> Schedulers.workStealing(options.workers());
      case "event-loop" -> Schedulers.eventLoop();
      case "per-core" -> Schedulers.perCore(options.workers());
      case "kernel" -> Schedulers.kernel();
      case "jdk" -> Schedulers.jdk();
      default -> throw new IllegalArgumentException("no scheduler " + options.variant());
    };
  }
}
