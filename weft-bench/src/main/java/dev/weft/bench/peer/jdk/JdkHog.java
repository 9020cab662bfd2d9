package dev.weft.bench.peer.jdk;

import dev.weft.bench.peer.Hog;
import dev.weft.bench.peer.Measure;
import java.util.concurrent.SynchronousQueue;

/// Ping-pong beside busy virtual threads.
final class JdkHog {
  private JdkHog() {}

  static void hog(Measure measure) throws Exception {
    var there = new SynchronousQueue<Integer>();
    var back = new SynchronousQueue<Integer>();
    Virtual.start(
        () -> {
          while (true) {
            back.put(there.take());
          }
        });
    Virtual.start(
        () -> {
          for (int i = 0; ; i++) {
            there.put(i);
            back.take();
            Hog.roundTrip();
          }
        });
    Hog.watch(measure, () -> Thread.startVirtualThread(Hog::busy));
  }
}
