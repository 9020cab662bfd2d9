package dev.weft.bench.peer.jdk;

import dev.weft.bench.peer.Measure;
import dev.weft.bench.peer.Memory;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;

/// Virtual threads that wait on one empty queue. (A `SynchronousQueue` keeps a node for each as well.)
final class JdkParked {
  private JdkParked() {}

  static void parked(Measure measure) throws Exception {
    Memory.measure(measure, JdkParked::park);
  }

  private static void park(Measure measure, Memory memory) throws Exception {
    var never = new LinkedBlockingQueue<Integer>();
    var started = new CountDownLatch(measure.size());
    for (int i = 0; i < measure.size(); i++) {
      Virtual.start(
          () -> {
            started.countDown();
            never.take();
          });
    }
    started.await();
    Thread.sleep(100);
    memory.printEach(measure);
    for (int i = 0; i < measure.size(); i++) {
      never.add(i);
    }
  }
}
