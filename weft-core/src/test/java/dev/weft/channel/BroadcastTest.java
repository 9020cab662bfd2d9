package dev.weft.channel;

import static dev.weft.testing.Eventually.until;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.Fiber;
import dev.weft.Outcome;
import dev.weft.Policy;
import dev.weft.Scope;
import dev.weft.Select;
import dev.weft.Weft;
import dev.weft.schedule.Scheduler;
import dev.weft.testing.Collected;
import dev.weft.testing.OnEveryScheduler;
import dev.weft.wait.Event;
import dev.weft.wait.Waiter;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@SuppressWarnings("try") // closing a scope may park
class BroadcastTest {
  /// Its first room is smaller, and the values lie across its end when it grows.
  @Test
  void takesMemoryOnlyForWhatIsInIt() throws Exception {
    var news = Broadcast.<Integer>of(Integer.MAX_VALUE, Slow.HOLDS_UP);
    Subscription<Integer> mine = news.subscribe();
    Subscription<Integer> late = news.subscribe();
    for (int i = 0; i < 12; i++) {
      news.send(i);
    }
    for (int i = 0; i < 10; i++) {
      assertThat(mine.receive()).isEqualTo(i);
      assertThat(late.receive()).isEqualTo(i);
    }
    for (int i = 12; i < 200; i++) {
      news.send(i);
    }
    for (int i = 10; i < 200; i++) {
      assertThat(mine.receive()).isEqualTo(i);
    }
    assertThat(late.receive()).isEqualTo(10);
    assertThat(news).asString().contains("189 of " + Integer.MAX_VALUE);
  }

  @OnEveryScheduler
  void everySubscriberGetsEveryValueInTheSameOrder(Scheduler scheduler) throws Exception {
    Weft.with(scheduler)
        .run(
            () -> {
              var news = Broadcast.<Integer>of(4, Slow.HOLDS_UP);
              List<Fiber<List<Integer>>> readers = new ArrayList<>();
              try (var scope = Scope.open()) {
                for (int i = 0; i < 5; i++) {
                  Subscription<Integer> mine = news.subscribe();
                  readers.add(
                      scope.fork(
                          () -> {
                            List<Integer> got = new ArrayList<>();
                            for (int value : mine) {
                              got.add(value);
                            }
                            return got;
                          }));
                }
                try (var senders = Scope.open()) {
                  for (int s = 0; s < 3; s++) {
                    int first = s * 1_000;
                    senders.fork(
                        () -> {
                          for (int i = 0; i < 100; i++) {
                            news.send(first + i);
                          }
                        });
                  }
                }
                news.close();
                news.close();
              }
              List<Integer> all = readers.getFirst().join();
              assertThat(all).hasSize(300).doesNotHaveDuplicates();
              for (Fiber<List<Integer>> reader : readers) {
                assertThat(reader.join()).isEqualTo(all);
              }
              assertThat(all.stream().filter(v -> v >= 2_000).toList())
                  .isEqualTo(IntStream.range(2_000, 2_100).boxed().toList());
            });
  }

  @Test
  void whatItIsCalled() {
    var news = Broadcast.<String>of(2, Slow.MISSES).named("news");
    assertThat(news.subscribe().named("log")).hasToString("subscription log of broadcast news: 0 of 2, 1 subscriber; 0 unread, 0 missed");
    assertThat(news.subscribe().toString()).startsWith("subscription @").endsWith("of broadcast news: 0 of 2, 2 subscribers; 0 unread, 0 missed");
  }

  @OnEveryScheduler
  void aSlowSubscriberHoldsUpTheSenderUntilItGoes(Scheduler scheduler) throws Exception {
    Weft.with(scheduler)
        .run(
            () -> {
              var news = Broadcast.<String>of(1, Slow.HOLDS_UP).named("news");
              Subscription<String> slow = news.subscribe().named("slow");
              assertThat(news.trySend("a")).isTrue();
              assertThat(news.trySend("b")).isFalse();
              try (var scope = Scope.open()) {
                Fiber<Void> sender = scope.fork(() -> news.send("b"));
                until("waits", () -> news.toString().equals("broadcast news: 1 of 1, 1 subscriber, 1 sending"));
                assertThatThrownBy(() -> news.sending("c").await(Duration.ofMillis(1)))
                    .isInstanceOf(TimeoutException.class)
                    .hasMessageContaining("held by slow");
                slow.close();
                sender.join();
              }
              assertThat(slow.next()).isInstanceOf(Received.Closed.class);
            });
  }

  @OnEveryScheduler
  void aCancelledSenderHasReachedNobody(Scheduler scheduler) throws Exception {
    Weft.with(scheduler)
        .run(
            () -> {
              var news = Broadcast.<String>of(1, Slow.HOLDS_UP);
              Subscription<String> mine = news.subscribe();
              news.send("a");
              try (var scope = Scope.open()) {
                Fiber<Void> sender = scope.fork(() -> news.send("b"));
                until("waits", () -> news.toString().endsWith("1 sending"));
                sender.cancel();
                assertThat(sender.ending().await()).isInstanceOf(Outcome.Cancelled.class);
              }
              assertThat(news).asString().as("it has left the queue").endsWith(": 1 of 1, 1 subscriber");
              assertThat(mine.receiveUpTo(10)).containsExactly("a");
              assertThat(mine.tryReceive()).isEmpty();
            });
  }

  @OnEveryScheduler
  void aSlowSubscriberMisses(Scheduler scheduler) throws Exception {
    Weft.with(scheduler)
        .run(
            () -> {
              var news = Broadcast.<Integer>of(2, Slow.MISSES);
              Subscription<Integer> mine = news.subscribe();
              for (int i = 1; i <= 5; i++) {
                news.send(i);
              }
              assertThat(mine.missed()).isEqualTo(3);
              assertThat(mine.receiveUpTo(9)).containsExactly(4, 5);
            });
  }

  @OnEveryScheduler
  void aSlowSubscriberIsDroppedAndTheOthersAreNot(Scheduler scheduler) throws Exception {
    Weft.with(scheduler)
        .run(
            () -> {
              var news = Broadcast.<Integer>of(2, Slow.IS_DROPPED);
              Subscription<Integer> slow = news.subscribe();
              Subscription<Integer> quick = news.subscribe();
              for (int i = 1; i <= 3; i++) {
                news.send(i);
                assertThat(quick.receive()).isEqualTo(i);
              }
              assertThat(slow.receiveUpTo(9)).containsExactly(1, 2);
              assertThat(slow.next())
                  .isInstanceOfSatisfying(
                      Received.Failed.class, f -> assertThat(f.cause()).isInstanceOf(SlowSubscriberException.class));
              assertThatThrownBy(slow::receive).isInstanceOf(ChannelClosedException.class);
            });
  }

  /// Receivers of one subscription are cancelled and time out while values come: each value is taken once.
  @OnEveryScheduler
  void noValueIsLostToACancelledReceiver(Scheduler scheduler) throws Exception {
    Weft.with(scheduler)
        .run(
            () -> {
              var news = Broadcast.<Integer>of(2, Slow.HOLDS_UP);
              Subscription<Integer> mine = news.subscribe();
              List<Integer> got = Collections.synchronizedList(new ArrayList<>());
              try (var scope = Scope.open(Policy.supervise((_, _) -> {}))) {
                scope.fork(
                    () -> {
                      for (int i = 0; i < 300; i++) {
                        news.send(i);
                      }
                      news.close();
                    });
                boolean open = true;
                while (open) {
                  Fiber<Void> reader = scope.fork(
                          () -> {
                            got.add(mine.receiving().await(Duration.ofNanos(30_000)));
                          });
                  if (ThreadLocalRandom.current().nextBoolean()) {
                    reader.cancel();
                  }
                  open =
                      !(reader.ending().await() instanceof Outcome.Failure<Void>(Throwable cause)
                          && cause instanceof ChannelClosedException);
                }
              }
              assertThat(got).isEqualTo(IntStream.range(0, 300).boxed().toList());
            });
  }

  @OnEveryScheduler
  void sendAndReceiveOfOneBroadcastMeetInASelect(Scheduler scheduler) throws Exception {
    Weft.with(scheduler)
        .run(
            () -> {
              var news = Broadcast.<String>of(1, Slow.HOLDS_UP);
              Subscription<String> mine = news.subscribe();
              List<String> did = new ArrayList<>();
              for (int i = 0; i < 4; i++) {
                did.add(
                    Select.first(news.sending("v").map(v -> "sent " + v), mine.receiving().map(v -> "got " + v)).await());
              }
              assertThat(did).containsExactly("sent v", "got v", "sent v", "got v");
            });
  }

  /// A select whose send here comes second: another clause has happened while it was entering.
  @Test
  void aSendThatDoesNotHappenCostsNobodyAValue() throws Exception {
    var news = Broadcast.<Integer>of(1, Slow.MISSES);
    Subscription<Integer> mine = news.subscribe();
    news.send(1);
    var sending = (Event<Integer>) news.sending(2);
    var waiter = new Waiter(sending, sending.offer());
    assertThat(waiter.settleSelf()).isTrue();
    sending.enlist(waiter);
    assertThat(mine.missed()).isZero();
    assertThat(mine.receiveUpTo(9)).containsExactly(1);
  }

  @Test
  void whoGivesUpLeavesTheQueue() throws Exception {
    var news = Broadcast.<String>of(1, Slow.HOLDS_UP);
    Subscription<String> mine = news.subscribe();
    assertThatThrownBy(() -> mine.receiving().await(Duration.ofMillis(1))).isInstanceOf(TimeoutException.class);
    assertThat(mine.receivers.isEmpty()).isTrue();
  }

  @Test
  void whatAllHaveTakenIsNotKept() throws Exception {
    var news = Broadcast.<Object>of(4, Slow.HOLDS_UP);
    Subscription<Object> mine = news.subscribe();
    news.send(new Object());
    WeakReference<Object> seen = new WeakReference<>(mine.receive());
    Collected.until("what was received", seen);
    assertThat(news).asString().contains("0 of 4");
  }

  @Test
  void nullIsNoValue() {
    var news = Broadcast.<String>of(1, Slow.MISSES);
    assertThatThrownBy(() -> news.send(null)).isInstanceOf(NullPointerException.class);
    assertThatThrownBy(() -> news.sending(null)).isInstanceOf(NullPointerException.class);
    assertThatThrownBy(() -> news.trySend(null)).isInstanceOf(NullPointerException.class);
    assertThatThrownBy(() -> news.close(null)).isInstanceOf(NullPointerException.class);
    assertThat(news.isClosed()).isFalse();
  }

  @Test
  void refusesWhatCannotBe() {
    assertThatThrownBy(() -> Broadcast.of(0, Slow.MISSES))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("not 0");
    var news = Broadcast.<String>of(1, Slow.MISSES);
    assertThatThrownBy(() -> news.subscribe().receiveUpTo(0)).isInstanceOf(IllegalArgumentException.class);
  }
}
