package dev.weft.bench.peer;

import java.util.concurrent.atomic.AtomicLong;

/// Ping-pong beside as many busy tasks as there are workers, none of which ever yields; watched by a platform thread.
///
/// The count of messages and the work of the hogs are in static fields, as in the other languages' peers.
public final class Hog {
  private static final AtomicLong MESSAGES = new AtomicLong();
  private static final AtomicLong WORK = new AtomicLong();
  private static final AtomicLong STARTED = new AtomicLong();

  private Hog() {}

  /// To be called by the pinging task after each round trip.
  public static void roundTrip() {
    MESSAGES.addAndGet(2);
  }

  /// The body of a hog; does not return.
  public static void busy() {
    STARTED.incrementAndGet();
    while (WORK.incrementAndGet() != 0) {
      // nothing but work
    }
  }

  /// To be called on a platform thread once ping-pong has been started: warms up, starts the hogs, measures.
  /// A measurement in which ping-pong stood still, or a hog has never run, is printed as starved.
  public static void watch(Measure measure, Runnable startHog) throws InterruptedException {
    PeerOptions options = measure.options();
    Thread.sleep(options.warmup());
    for (int i = 0; i < options.workers(); i++) {
      startHog.run();
    }
    Thread.sleep(100);
    for (int i = 0; i < options.samples(); i++) {
      long before = MESSAGES.get();
      long start = System.nanoTime();
      Thread.sleep(options.run());
      long count = MESSAGES.get() - before;
      if (count == 0 || STARTED.get() < options.workers()) {
        measure.starved();
      } else {
        measure.emit("", "ns/op", (double) (System.nanoTime() - start) / count);
      }
    }
  }
}
