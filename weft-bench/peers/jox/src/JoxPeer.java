import static dev.weft.bench.peer.Suite.inVirtualThread;

import com.softwaremill.jox.Channel;
import com.softwaremill.jox.Select;
import com.softwaremill.jox.SelectClause;
import dev.weft.bench.peer.Hog;
import dev.weft.bench.peer.Measure;
import dev.weft.bench.peer.Measure.Took;
import dev.weft.bench.peer.Memory;
import dev.weft.bench.peer.PeerMain;
import dev.weft.bench.peer.Work;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/// The peer process for Jox: its channels and its select, on the JDK's virtual threads.
///
/// Yielding, starting threads and sleeping are the JDK's own there: no suites of Jox.
public final class JoxPeer {
  private static final int CHAIN_BUFFER = 16;

  /// Messages in each run of a chain, at least.
  private static final int CHAIN_CONVOY = 4 * CHAIN_BUFFER;
  private static final int MANY_BUFFER = 64;
  private static final int WORK_BUFFER = 16;
  private static final Duration NEVER = Duration.ofSeconds(10);

  private JoxPeer() {}

  public static void main(String[] args) {
    PeerMain.run(
        args,
        Map.ofEntries(
            Map.entry("ping-pong", inVirtualThread(JoxPeer::pingPong)),
            Map.entry("rendezvous", inVirtualThread(m -> stream(m, 0))),
            Map.entry("buffered", inVirtualThread(m -> stream(m, m.size()))),
            Map.entry("chain", inVirtualThread(JoxPeer::chain)),
            Map.entry("many", inVirtualThread(JoxPeer::many)),
            Map.entry("select", inVirtualThread(JoxPeer::selecting)),
            Map.entry("skynet", inVirtualThread(JoxPeer::skynet)),
            Map.entry("parked", JoxPeer::parked),
            Map.entry("timeout", inVirtualThread(JoxPeer::timeout)),
            Map.entry("work", inVirtualThread(m -> workingStream(m, 0))),
            Map.entry("work-buffered", inVirtualThread(m -> workingStream(m, WORK_BUFFER))),
            Map.entry("hog", JoxPeer::hog)));
  }

  private interface Body {
    void run() throws Exception;
  }

  private static Thread start(Body body) {
    return Thread.startVirtualThread(
        () -> {
          try {
            body.run();
          } catch (Exception e) {
            throw new IllegalStateException(e);
          }
        });
  }

  private static void pingPong(Measure measure) throws Exception {
    measure.perOperation(
        1_000,
        n -> {
          Channel<Integer> there = Channel.newRendezvousChannel();
          Channel<Integer> back = Channel.newRendezvousChannel();
          start(
              () -> {
                for (int i = 0; i < n; i++) {
                  back.send(there.receive());
                }
              });
          long start = System.nanoTime();
          for (int i = 0; i < n; i++) {
            there.send(i);
            back.receive();
          }
          return Took.since(start, 2L * n);
        });
  }

  private static Channel<Integer> channel(int capacity) {
    return capacity == 0 ? Channel.newRendezvousChannel() : Channel.newBufferedChannel(capacity);
  }

  private static void stream(Measure measure, int capacity) throws Exception {
    measure.perOperation(
        1_000,
        n -> {
          Channel<Integer> values = channel(capacity);
          long start = System.nanoTime();
          sendCounts(values, n);
          for (int i = 0; i < n; i++) {
            values.receive();
          }
          return Took.since(start, n);
        });
  }

  private static Thread sendCounts(Channel<Integer> values, int n) {
    return start(
        () -> {
          for (int i = 0; i < n; i++) {
            values.send(i);
          }
        });
  }

  private static void workingStream(Measure measure, int capacity) throws Exception {
    measure.perOperation(
        100,
        n -> {
          Channel<Integer> values = channel(capacity);
          long start = System.nanoTime();
          start(
              () -> {
                for (int i = 0; i < n; i++) {
                  Work.compute(measure);
                  values.send(i);
                }
              });
          for (int i = 0; i < n; i++) {
            values.receive();
            Work.compute(measure);
          }
          return Took.since(start, n);
        });
  }

  private static void chain(Measure measure) throws Exception {
    measure.rehearse(JoxPeer::stages);
    stages(measure);
  }

  private static void stages(Measure measure) throws Exception {
    Channel<Integer> first = channel(CHAIN_BUFFER);
    Channel<Integer> end = first;
    for (int i = 0; i < measure.size(); i++) {
      Channel<Integer> in = end;
      Channel<Integer> out = channel(CHAIN_BUFFER);
      start(
          () -> {
            while (true) {
              out.send(in.receive());
            }
          });
      end = out;
    }
    Channel<Integer> last = end;
    measure.perOperation(
        CHAIN_CONVOY,
        n -> {
          long start = System.nanoTime();
          sendCounts(first, n);
          for (int i = 0; i < n; i++) {
            last.receive();
          }
          return Took.since(start, (long) n * measure.size());
        });
  }

  private static void many(Measure measure) throws Exception {
    int size = measure.size();
    measure.perOperation(
        1_000,
        n -> {
          int each = n / size + 1;
          Channel<Integer> values = channel(MANY_BUFFER);
          var senders = new CountDownLatch(size);
          var receivers = new CountDownLatch(size);
          long start = System.nanoTime();
          for (int i = 0; i < size; i++) {
            start(
                () -> {
                  while (values.receiveOrClosed() instanceof Integer) {
                    // count on
                  }
                  receivers.countDown();
                });
            start(
                () -> {
                  for (int k = 0; k < each; k++) {
                    values.send(k);
                  }
                  senders.countDown();
                });
          }
          senders.await();
          values.done();
          receivers.await();
          return Took.since(start, (long) each * size);
        });
  }

  private static void selecting(Measure measure) throws Exception {
    int size = measure.size();
    measure.perOperation(
        1_000,
        n -> {
          @SuppressWarnings({"unchecked", "rawtypes"})
          Channel<Integer>[] channels = new Channel[size];
          for (int i = 0; i < size; i++) {
            channels[i] = Channel.newRendezvousChannel();
          }
          SelectClause<?>[] clauses = new SelectClause<?>[size];
          long start = System.nanoTime();
          start(
              () -> {
                for (int i = 0; i < n; i++) {
                  channels[i % size].send(i);
                }
              });
          for (int i = 0; i < n; i++) {
            for (int k = 0; k < size; k++) {
              clauses[k] = channels[k].receiveClause();
            }
            Select.select(clauses);
          }
          return Took.since(start, n);
        });
  }

  private static void skynet(Measure measure) throws Exception {
    int size = measure.size();
    measure.perOperation(
        1,
        n -> {
          long start = System.nanoTime();
          Channel<Long> result = Channel.newRendezvousChannel();
          start(() -> node(result, 0, size));
          if (result.receive() != (long) size * (size - 1) / 2) {
            throw new IllegalStateException("wrong sum");
          }
          return Took.since(start, size);
        });
  }

  private static void node(Channel<Long> up, long number, int size) throws InterruptedException {
    if (size == 1) {
      up.send(number);
      return;
    }
    Channel<Long> results = Channel.newRendezvousChannel();
    for (int i = 0; i < 10; i++) {
      long child = number + (long) i * (size / 10);
      start(() -> node(results, child, size / 10));
    }
    long sum = 0;
    for (int i = 0; i < 10; i++) {
      sum += results.receive();
    }
    up.send(sum);
  }

  private static void parked(Measure measure) throws Exception {
    Memory.measure(measure, JoxPeer::park);
  }

  private static void park(Measure measure, Memory memory) throws Exception {
    Channel<Integer> never = Channel.newRendezvousChannel();
    var started = new CountDownLatch(measure.size());
    for (int i = 0; i < measure.size(); i++) {
      start(
          () -> {
            started.countDown();
            never.receive();
          });
    }
    started.await();
    Thread.sleep(100);
    memory.printEach(measure);
    for (int i = 0; i < measure.size(); i++) {
      never.send(i);
    }
  }

  private static void timeout(Measure measure) throws Exception {
    measure.perOperation(
        1_000,
        n -> {
          Channel<Integer> there = Channel.newRendezvousChannel();
          Channel<Integer> back = Channel.newRendezvousChannel();
          start(
              () -> {
                for (int i = 0; i < n; i++) {
                  back.send(within(there));
                }
              });
          long start = System.nanoTime();
          for (int i = 0; i < n; i++) {
            there.send(i);
            within(back);
          }
          return Took.since(start, 2L * n);
        });
  }

  private static int within(Channel<Integer> channel) throws Exception {
    return Select.selectWithin(NEVER, channel.receiveClause());
  }

  private static void hog(Measure measure) throws Exception {
    Channel<Integer> there = Channel.newRendezvousChannel();
    Channel<Integer> back = Channel.newRendezvousChannel();
    start(
        () -> {
          while (true) {
            back.send(there.receive());
          }
        });
    start(
        () -> {
          for (int i = 0; ; i++) {
            there.send(i);
            back.receive();
            Hog.roundTrip();
          }
        });
    Hog.watch(measure, () -> start(Hog::busy));
  }
}
