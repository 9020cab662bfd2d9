package dev.weft.channel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Fiber;
import dev.weft.Scope;
import dev.weft.Select;
import dev.weft.Selectable;
import dev.weft.Weft;
import dev.weft.schedule.Scheduler;
import dev.weft.testing.OnEveryScheduler;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/// Every value whose send was reported as taken is received once, or goes to the undelivered hook once, whatever cancellation,
/// time-out or close comes in between; and no value that was not taken is received.
class ChannelRaceTest {
  private static final int ROUNDS = 600;

  /// What became of the values of one channel.
  private static final class Ledger {
    final Set<Integer> taken = ConcurrentHashMap.newKeySet();
    final Set<Integer> received = ConcurrentHashMap.newKeySet();
    final Set<Integer> undelivered = ConcurrentHashMap.newKeySet();
    final Set<Integer> refused = ConcurrentHashMap.newKeySet();
    final AtomicInteger doubled = new AtomicInteger();

    void received(int value) {
      if (!received.add(value)) {
        doubled.incrementAndGet();
      }
    }

    void undelivered(int value) {
      if (!undelivered.add(value)) {
        doubled.incrementAndGet();
      }
    }

    void check(Channel<Integer> channel) {
      channel.close();
      for (var left = channel.tryReceive(); left.isPresent(); left = channel.tryReceive()) {
        received(left.get());
      }
      assertThat(doubled).hasValue(0);
      List<Integer> both = new ArrayList<>(received);
      both.retainAll(undelivered);
      assertThat(both).as("received and undelivered").isEmpty();
      List<Integer> lost = new ArrayList<>(taken);
      lost.removeAll(received);
      lost.removeAll(undelivered);
      assertThat(lost).as("taken, but neither received nor undelivered").isEmpty();
      List<Integer> invented = new ArrayList<>(received);
      invented.removeAll(taken);
      assertThat(invented).as("received, but not reported as taken").isEmpty();
      assertThat(channel.toString()).doesNotContain("receiving").doesNotContain("sending");
    }
  }

  private static Channel<Integer> make(int kind) {
    return switch (kind % 5) {
      case 0 -> Channel.rendezvous();
      case 1 -> Channel.buffered(1);
      case 2 -> Channel.buffered(2);
      case 3 -> Channel.conflated();
      default -> Channel.dropNewest(1);
    };
  }

  /// Sends in one of four ways; true if it was taken.
  private static boolean send(Channel<Integer> channel, int value, int way) throws InterruptedException {
    try {
      switch (way % 4) {
        case 0 -> channel.send(value);
        case 1 -> channel.sending(value).await();
        case 2 -> channel.sending(value).await(Duration.ofNanos(ThreadLocalRandom.current().nextInt(200_000)));
        default ->
            Select.any(channel.sending(value), Channel.<Integer>rendezvous().receiving())
                .await(Duration.ofNanos(ThreadLocalRandom.current().nextInt(200_000)));
      }
      return true;
    } catch (TimeoutException | ChannelClosedException e) {
      return false;
    }
  }

  private static void receive(Channel<Integer> channel, Ledger ledger, int way) throws InterruptedException {
    Duration soon = Duration.ofNanos(ThreadLocalRandom.current().nextInt(200_000));
    Selectable<Integer> receiving = channel.receiving();
    try {
      switch (way % 5) {
        case 0 -> ledger.received(channel.receive());
        case 1 -> ledger.received(receiving.await());
        case 2 -> ledger.received(receiving.await(soon));
        case 3 -> ledger.received(Select.any(Channel.<Integer>rendezvous().receiving(), receiving).await(soon));
        default -> channel.receiveUpTo(2).forEach(ledger::received);
      }
    } catch (TimeoutException | ChannelClosedException e) {
      // nothing was taken
    }
  }

  /// A sender and a receiver, of which either may be cancelled or the channel closed at any moment.
  @OnEveryScheduler
  void oneExchangeAndWhatMayEndIt(Scheduler scheduler) throws Exception {
    Weft.with(scheduler)
        .run(
            () -> {
              for (int round = 0; round < ROUNDS; round++) {
                Channel<Integer> channel = make(round);
                var ledger = new Ledger();
                channel.onUndelivered(ledger::undelivered);
                int way = round;
                try (var scope = Scope.open()) {
                  Fiber<Void> sender =
                      scope.fork(
                          () -> {
                            for (int value = 0; value < 3; value++) {
                              if (send(channel, value, way)) {
                                ledger.taken.add(value);
                              }
                            }
                          });
                  Fiber<Void> receiver =
                      scope.fork(
                          () -> {
                            for (int i = 0; i < 3; i++) {
                              receive(channel, ledger, way / 2);
                            }
                          });
                  for (int i = ThreadLocalRandom.current().nextInt(200); i > 0; i--) {
                    Thread.onSpinWait();
                  }
                  if (round % 2 == 0) {
                    Fiber.yieldNow();
                  }
                  switch (round % 3) {
                    case 0 -> channel.close();
                    case 1 -> {
                      sender.cancel();
                      receiver.cancel();
                    }
                    default -> {
                      receiver.cancel();
                      channel.close();
                    }
                  }
                }
                ledger.check(channel);
              }
            });
  }

  /// Many of both, with selects, limits and cancellations at random.
  @OnEveryScheduler
  void manyExchangesWithCancellations(Scheduler scheduler) throws Exception {
    int each = 6;
    Weft.with(scheduler)
        .run(
            () -> {
              for (int kind = 0; kind < 5; kind++) {
                Channel<Integer> channel = make(kind);
                var ledger = new Ledger();
                channel.onUndelivered(ledger::undelivered);
                var number = new AtomicInteger();
                try (var scope = Scope.open()) {
                  List<Fiber<Void>> all = new ArrayList<>();
                  for (int i = 0; i < each; i++) {
                    all.add(
                        scope.fork(
                            () -> {
                              for (int n = 0; n < 300; n++) {
                                int value = number.getAndIncrement();
                                if (send(channel, value, ThreadLocalRandom.current().nextInt(4))) {
                                  ledger.taken.add(value);
                                }
                              }
                            }));
                    all.add(
                        scope.fork(
                            () -> {
                              while (!channel.isClosed()) {
                                receive(channel, ledger, ThreadLocalRandom.current().nextInt(5));
                              }
                            }));
                  }
                  for (Fiber<Void> fiber : all) {
                    Fiber.sleep(Duration.ofNanos(ThreadLocalRandom.current().nextInt(1_000_000)));
                    fiber.cancel();
                  }
                  channel.close();
                }
                ledger.check(channel);
              }
            });
  }

  /// Nobody is cancelled and nothing is closed early: all values arrive, each once, each sender's in its order.
  @OnEveryScheduler
  void manySendersManyReceivers(Scheduler scheduler) throws Exception {
    int each = 8;
    Weft.with(scheduler)
        .run(
            () -> {
              for (int capacity : new int[] {0, 1, 2, 16}) {
                Channel<Integer> channel = Channel.buffered(capacity);
                int count = 500;
                List<Fiber<List<Integer>>> receivers = new ArrayList<>();
                try (var scope = Scope.open()) {
                  List<Fiber<Void>> senders = new ArrayList<>();
                  for (int i = 0; i < each; i++) {
                    int me = i;
                    senders.add(
                        scope.fork(
                            () -> {
                              for (int n = 0; n < count; n++) {
                                channel.send(me * count + n);
                              }
                            }));
                    receivers.add(
                        scope.fork(
                            () -> {
                              List<Integer> got = new ArrayList<>();
                              for (int value : channel) {
                                got.add(value);
                              }
                              return got;
                            }));
                  }
                  for (Fiber<Void> sender : senders) {
                    sender.join();
                  }
                  channel.close();
                }
                List<Integer> all = new ArrayList<>();
                for (Fiber<List<Integer>> receiver : receivers) {
                  List<Integer> got = receiver.join();
                  int[] last = new int[each];
                  java.util.Arrays.fill(last, -1);
                  for (int value : got) {
                    assertThat(value % count).isGreaterThan(last[value / count]);
                    last[value / count] = value % count;
                  }
                  all.addAll(got);
                }
                assertThat(all).hasSize(each * count).doesNotHaveDuplicates();
              }
            });
  }
}
