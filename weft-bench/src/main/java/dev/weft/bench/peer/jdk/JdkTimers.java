package dev.weft.bench.peer.jdk;

import dev.weft.bench.peer.Measure;
import dev.weft.bench.peer.Measure.Took;
import dev.weft.bench.peer.ProcessUse;
import dev.weft.bench.peer.Sleeps;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Sleepers, and time-outs that do not come.
final class JdkTimers {
  private static final long NEVER_SECONDS = 10;

  private JdkTimers() {}

  static void timers(Measure measure) throws Exception {
    int size = measure.size();
    measure.perOperation(
        1,
        n -> {
          var done = new CountDownLatch(size);
          long before = ProcessUse.processorNanos();
          for (int i = 0; i < size; i++) {
            var time = Sleeps.of(i);
            Virtual.start(
                () -> {
                  Thread.sleep(time);
                  done.countDown();
                });
          }
          done.await();
          return new Took(size, ProcessUse.processorNanos() - before);
        });
  }

  static void timeout(Measure measure) throws Exception {
    measure.perOperation(
        1_000,
        n -> {
          var there = new SynchronousQueue<Integer>();
          var back = new SynchronousQueue<Integer>();
          Thread.startVirtualThread(
              () -> {
                try {
                  for (int i = 0; i < n; i++) {
                    back.put(within(there));
                  }
                } catch (InterruptedException | TimeoutException e) {
                  throw new IllegalStateException(e);
                }
              });
          long start = System.nanoTime();
          for (int i = 0; i < n; i++) {
            there.put(i);
            within(back);
          }
          return Took.since(start, 2L * n);
        });
  }

  private static int within(SynchronousQueue<Integer> queue) throws InterruptedException, TimeoutException {
    Integer value = queue.poll(NEVER_SECONDS, TimeUnit.SECONDS);
    if (value == null) {
      throw new TimeoutException("the time-out that does not come");
    }
    return value;
  }
}
