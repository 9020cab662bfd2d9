package dev.weft.golang;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Action;
import dev.weft.Fiber;
import dev.weft.Scope;
import dev.weft.Weft;
import dev.weft.channel.Channel;
import dev.weft.channel.Received;
import dev.weft.schedule.Scheduler;
import dev.weft.testing.OnEveryScheduler;
import java.util.ArrayList;
import java.util.List;

/// Go's `TestChan`: the same for channels of many capacities.
class CapacitiesTest {
  private static final int CAPACITIES = 20;

  private interface Body {
    void run(Channel<Integer> channel) throws Exception;
  }

  private static void forEach(Scheduler scheduler, Body body) throws Exception {
    Action all =
        () -> {
          for (int capacity = 0; capacity < CAPACITIES; capacity++) {
            body.run(Channel.buffered(capacity));
          }
        };
    Weft.with(scheduler).run(all);
  }

  private static void fill(Channel<Integer> channel) {
    for (int i = 0; i < channel.capacity(); i++) {
      assertThat(channel.size()).isEqualTo(i);
      assertThat(channel.trySend(i)).isTrue();
    }
    assertThat(channel.size()).isEqualTo(channel.capacity());
  }

  @OnEveryScheduler
  void receivingFromAnEmptyOneWaits(Scheduler scheduler) throws Exception {
    forEach(
        scheduler,
        channel -> {
          try (var scope = Scope.open()) {
            Fiber<Integer> one = scope.fork(channel::receive);
            Fiber<Received<Integer>> other = scope.fork(channel::next);
            Parked.receiving(channel, 2);
            assertThat(one.outcome()).isEmpty();
            assertThat(other.outcome()).isEmpty();
            channel.send(0);
            channel.send(0);
          }
          assertThat(channel.tryReceive()).isEmpty();
        });
  }

  @OnEveryScheduler
  void sendingToAFullOneWaits(Scheduler scheduler) throws Exception {
    forEach(
        scheduler,
        channel -> {
          fill(channel);
          try (var scope = Scope.open()) {
            Fiber<Void> sender = scope.fork(() -> channel.send(channel.capacity()));
            Parked.sending(channel, 1);
            assertThat(sender.outcome()).isEmpty();
            assertThat(channel.trySend(0)).isFalse();
            for (int i = 0; i <= channel.capacity(); i++) {
              assertThat(channel.receive()).isEqualTo(i);
            }
          }
        });
  }

  @OnEveryScheduler
  void aClosedOneGivesWhatItHasAndThenItsEnd(Scheduler scheduler) throws Exception {
    forEach(
        scheduler,
        channel -> {
          fill(channel);
          channel.close();
          for (int i = 0; i < channel.capacity(); i++) {
            assertThat(channel.next()).isEqualTo(new Received.Value<>(i));
          }
          assertThat(channel.next()).isEqualTo(new Received.Closed<>());
          assertThat(channel.next()).isEqualTo(new Received.Closed<>());
        });
  }

  @OnEveryScheduler
  void aCloseEndsTheWaitOfAReceiver(Scheduler scheduler) throws Exception {
    forEach(
        scheduler,
        channel -> {
          try (var scope = Scope.open()) {
            Fiber<Received<Integer>> receiver = scope.fork(channel::next);
            Parked.receiving(channel, 1);
            channel.close();
            assertThat(receiver.join()).isEqualTo(new Received.Closed<>());
          }
        });
  }

  @OnEveryScheduler
  void valuesOfOneSenderArriveInOrder(Scheduler scheduler) throws Exception {
    forEach(
        scheduler,
        channel -> {
          try (var scope = Scope.open()) {
            scope.fork(() -> sendUpTo(100, channel));
            for (int i = 0; i < 100; i++) {
              assertThat(channel.receive()).isEqualTo(i);
            }
          }
        });
  }

  @OnEveryScheduler
  void valuesOfManySendersAllArrive(Scheduler scheduler) throws Exception {
    int people = 4;
    int values = 200;
    forEach(
        scheduler,
        channel -> {
          try (var scope = Scope.open()) {
            List<Fiber<int[]>> receivers = new ArrayList<>();
            for (int p = 0; p < people; p++) {
              scope.fork(() -> sendUpTo(values, channel));
              receivers.add(scope.fork(() -> count(values, channel)));
            }
            int[] seen = new int[values];
            for (Fiber<int[]> receiver : receivers) {
              int[] part = receiver.join();
              for (int i = 0; i < values; i++) {
                seen[i] += part[i];
              }
            }
            assertThat(seen).containsOnly(people);
          }
        });
  }

  private static void sendUpTo(int end, Channel<Integer> channel) throws InterruptedException {
    for (int i = 0; i < end; i++) {
      channel.send(i);
    }
  }

  private static int[] count(int values, Channel<Integer> channel) throws InterruptedException {
    int[] seen = new int[values];
    for (int i = 0; i < values; i++) {
      seen[channel.receive()]++;
    }
    return seen;
  }
}
