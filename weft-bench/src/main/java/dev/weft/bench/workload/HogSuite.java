package dev.weft.bench.workload;

import dev.weft.Scope;
import dev.weft.Weft;
import dev.weft.bench.peer.Hog;
import dev.weft.bench.peer.Measure;
import dev.weft.channel.Channel;
import dev.weft.schedule.Scheduler;

/// Ping-pong beside as many busy fibers as there are workers, none of which ever yields.
final class HogSuite {
  private HogSuite() {}

  /// The caller's thread, which is none of the scheduler's, watches; hogs are forked by a fiber that it tells to.
  static void run(Measure measure, Scheduler scheduler) throws InterruptedException {
    Channel<Boolean> hogs = Channel.unlimited();
    Thread.ofPlatform().daemon().name("hog-fibers").start(() -> runFibers(scheduler, hogs));
    Hog.watch(measure, () -> hogs.trySend(true));
  }

  private static void runFibers(Scheduler scheduler, Channel<Boolean> hogs) {
    Channel<Integer> there = Channel.rendezvous();
    Channel<Integer> back = Channel.rendezvous();
    try {
      Weft.with(scheduler)
          .run(
              () -> {
                try (var scope = Scope.open()) {
                  scope.fork("pong", () -> pong(there, back));
                  scope.fork("ping", () -> ping(there, back));
                  for (Boolean _ : hogs) {
                    scope.fork("hog", Hog::busy);
                  }
                }
              });
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void ping(Channel<Integer> there, Channel<Integer> back) throws InterruptedException {
    while (true) {
      there.send(1);
      back.receive();
      Hog.roundTrip();
    }
  }

  private static void pong(Channel<Integer> there, Channel<Integer> back) throws InterruptedException {
    while (true) {
      back.send(there.receive());
    }
  }
}
