package dev.weft.bench.peer.jdk;

import dev.weft.bench.peer.Measure;
import dev.weft.bench.peer.Measure.Took;
import dev.weft.bench.peer.Work;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.SynchronousQueue;

/// Values handed from thread to thread by the JDK's blocking queues.
final class JdkChannels {
  private static final int CHAIN_BUFFER = 16;

  /// Messages in each run of a chain, at least.
  private static final int CHAIN_CONVOY = 4 * CHAIN_BUFFER;
  private static final int MANY_BUFFER = 64;
  private static final int WORK_BUFFER = 16;

  private JdkChannels() {}

  static void pingPong(Measure measure) throws Exception {
    measure.perOperation(
        1_000,
        n -> {
          var there = new SynchronousQueue<Integer>();
          var back = new SynchronousQueue<Integer>();
          Virtual.start(
              () -> {
                for (int i = 0; i < n; i++) {
                  back.put(there.take());
                }
              });
          long start = System.nanoTime();
          for (int i = 0; i < n; i++) {
            there.put(i);
            back.take();
          }
          return Took.since(start, 2L * n);
        });
  }

  static void rendezvous(Measure measure) throws Exception {
    measure.perOperation(1_000, n -> stream(n, new SynchronousQueue<>()));
  }

  static void buffered(Measure measure) throws Exception {
    measure.perOperation(1_000, n -> stream(n, new ArrayBlockingQueue<>(measure.size())));
  }

  private static Took stream(int n, BlockingQueue<Integer> values) throws InterruptedException {
    long start = System.nanoTime();
    Virtual.start(
        () -> {
          for (int i = 0; i < n; i++) {
            values.put(i);
          }
        });
    for (int i = 0; i < n; i++) {
      values.take();
    }
    return Took.since(start, n);
  }

  static void work(Measure measure) throws Exception {
    measure.perOperation(100, n -> workingStream(measure, n, new SynchronousQueue<>()));
  }

  static void workBuffered(Measure measure) throws Exception {
    measure.perOperation(100, n -> workingStream(measure, n, new ArrayBlockingQueue<>(WORK_BUFFER)));
  }

  private static Took workingStream(Measure measure, int n, BlockingQueue<Integer> values) throws InterruptedException {
    long start = System.nanoTime();
    Virtual.start(
        () -> {
          for (int i = 0; i < n; i++) {
            Work.compute(measure);
            values.put(i);
          }
        });
    for (int i = 0; i < n; i++) {
      values.take();
      Work.compute(measure);
    }
    return Took.since(start, n);
  }

  static void chain(Measure measure) throws Exception {
    measure.rehearse(JdkChannels::stages);
    stages(measure);
  }

  private static void stages(Measure measure) throws Exception {
    var first = new ArrayBlockingQueue<Integer>(CHAIN_BUFFER);
    var end = first;
    for (int i = 0; i < measure.size(); i++) {
      var in = end;
      var out = new ArrayBlockingQueue<Integer>(CHAIN_BUFFER);
      Virtual.start(() -> passOn(in, out));
      end = out;
    }
    var last = end;
    measure.perOperation(
        CHAIN_CONVOY,
        n -> {
          long start = System.nanoTime();
          Virtual.start(
              () -> {
                for (int i = 0; i < n; i++) {
                  first.put(i);
                }
              });
          for (int i = 0; i < n; i++) {
            last.take();
          }
          return Took.since(start, (long) n * measure.size());
        });
  }

  private static void passOn(BlockingQueue<Integer> in, BlockingQueue<Integer> out) throws InterruptedException {
    while (true) {
      out.put(in.take());
    }
  }

  // A blocking queue cannot be closed, so that each receiver counts.
  static void many(Measure measure) throws Exception {
    int size = measure.size();
    measure.perOperation(
        1_000,
        n -> {
          int each = n / size + 1;
          var values = new ArrayBlockingQueue<Integer>(MANY_BUFFER);
          var receivers = new CountDownLatch(size);
          long start = System.nanoTime();
          for (int i = 0; i < size; i++) {
            Virtual.start(
                () -> {
                  for (int k = 0; k < each; k++) {
                    values.take();
                  }
                  receivers.countDown();
                });
            Virtual.start(
                () -> {
                  for (int k = 0; k < each; k++) {
                    values.put(k);
                  }
                });
          }
          receivers.await();
          return Took.since(start, (long) each * size);
        });
  }
}
