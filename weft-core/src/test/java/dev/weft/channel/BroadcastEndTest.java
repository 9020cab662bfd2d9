package dev.weft.channel;

import static dev.weft.testing.Eventually.until;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.Fiber;
import dev.weft.Outcome;
import dev.weft.Policy;
import dev.weft.Scope;
import dev.weft.Weft;
import dev.weft.schedule.Scheduler;
import dev.weft.schedule.Schedulers;
import dev.weft.testing.HangGuard;
import dev.weft.testing.OnEveryScheduler;
import dev.weft.wait.Event;
import dev.weft.wait.Waiter;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;

/// The end of a broadcast, or of a subscription, for those who wait for it and those who come too late.
@SuppressWarnings("try") // closing may park
class BroadcastEndTest {
  @Test
  void aDroppedSubscriptionThatIsClosedGivesNothingMore() throws Exception {
    var news = Broadcast.<Integer>of(1, Slow.IS_DROPPED);
    Subscription<Integer> slow = news.subscribe();
    news.send(1);
    news.send(2);
    assertThat(slow.unread()).isEqualTo(1);
    slow.close();
    assertThat(slow.unread()).isZero();
    assertThat(slow.tryReceive()).isEmpty();
    assertThatThrownBy(slow::receive).isInstanceOf(ChannelClosedException.class);
  }

  @OnEveryScheduler
  void aCloseComesAfterTheValues(Scheduler scheduler) throws Exception {
    Weft.with(scheduler)
        .run(
            () -> {
              var news = Broadcast.<String>of(4, Slow.HOLDS_UP);
              Subscription<String> mine = news.subscribe();
              news.send("last");
              var why = new IOException("why");
              news.close(why);
              assertThat(news.trySend("late")).isFalse();
              assertThatThrownBy(() -> news.send("late")).isInstanceOf(ChannelClosedException.class).hasCause(why);
              assertThat(mine.next()).isEqualTo(new Received.Value<>("last"));
              assertThat(mine.next()).isEqualTo(new Received.Failed<String>(why));
              assertThatThrownBy(() -> mine.iterator().next()).isInstanceOf(ChannelClosedException.class).hasCause(why);
              assertThat(news.subscribe().next()).isEqualTo(new Received.Failed<String>(why));
              assertThat(news).asString().as("who comes too late is not kept").contains("1 subscriber,");
            });
  }

  @OnEveryScheduler
  void aCloseTellsTheSendersThatWait(Scheduler scheduler) throws Exception {
    Weft.with(scheduler)
        .run(
            () -> {
              var news = Broadcast.<String>of(1, Slow.HOLDS_UP);
              Subscription<String> mine = news.subscribe();
              news.send("a");
              var why = new IOException("why");
              try (var scope = Scope.open(Policy.supervise((_, _) -> {}))) {
                List<Fiber<Void>> senders = List.of(scope.fork(() -> news.send("b")), scope.fork(() -> news.send("c")));
                until("both wait", () -> news.toString().endsWith("2 sending"));
                news.close(why);
                for (Fiber<Void> sender : senders) {
                  assertThat(sender.ending().await())
                      .isInstanceOfSatisfying(
                          Outcome.Failure.class,
                          f -> assertThat(f.cause()).isInstanceOf(ChannelClosedException.class).hasMessageContaining("nobody got the value").hasCause(why));
                }
              }
              assertThat(mine.receive()).isEqualTo("a");
              assertThat(mine.next()).isEqualTo(new Received.Failed<String>(why));
            });
  }

  @OnEveryScheduler
  void whoeverThereIsRoomForGoesOnWhenASlowSubscriberGoes(Scheduler scheduler) throws Exception {
    Weft.with(scheduler)
        .run(
            () -> {
              var news = Broadcast.<Integer>of(2, Slow.HOLDS_UP);
              Subscription<Integer> slow = news.subscribe();
              news.send(1);
              news.send(2);
              Subscription<Integer> quick = news.subscribe();
              try (var scope = Scope.open()) {
                for (int value = 3; value <= 4; value++) {
                  int mine = value;
                  scope.fork(() -> news.send(mine));
                  until("it waits", () -> news.toString().endsWith(", " + (mine - 2) + " sending"));
                }
                slow.close();
              }
              assertThat(quick.receiveUpTo(9)).containsExactly(3, 4);
            });
  }

  /// In virtual time, where all others wait after a sleep.
  @Test
  void closingASubscriptionTellsAllWhoReceiveFromIt() throws Exception {
    HangGuard.run(
        Duration.ofSeconds(30),
        Schedulers.virtualTime(),
        () -> {
          var news = Broadcast.<String>of(1, Slow.HOLDS_UP);
          Subscription<String> mine = news.subscribe();
          try (var scope = Scope.open()) {
            List<Fiber<Received<String>>> receivers = List.of(scope.fork(mine::next), scope.fork(mine::next));
            Fiber.sleep(Duration.ofSeconds(1));
            mine.close();
            for (Fiber<Received<String>> receiver : receivers) {
              assertThat(receiver.join()).isEqualTo(new Received.Closed<>());
            }
          }
        });
  }

  /// What has ended while a receiver was entering.
  @Test
  void whoComesToWaitAfterTheEndDoesNotWait() throws Exception {
    var news = Broadcast.<String>of(1, Slow.HOLDS_UP);
    Subscription<String> closed = news.subscribe();
    closed.close();
    Subscription<String> open = news.subscribe();
    assertThat(enlisted(closed)).isTrue();
    assertThat(enlisted(open)).isFalse();
    news.close();
    assertThat(enlisted(open)).isTrue();
    assertThat(enlisted(news.subscribe())).isTrue();
  }

  private static boolean enlisted(Subscription<String> subscription) {
    var receiving = (Event<String>) subscription.receiving();
    var waiter = new Waiter(receiving, null);
    receiving.enlist(waiter);
    boolean done = waiter.isDone();
    receiving.delist(waiter);
    return done;
  }

  @Test
  void batchesAreNoLargerThanAskedForAndEmptyAtTheEndOnly() throws Exception {
    var news = Broadcast.<Integer>of(4, Slow.HOLDS_UP);
    Subscription<Integer> mine = news.subscribe();
    Subscription<Integer> other = news.subscribe();
    for (int i = 1; i <= 4; i++) {
      news.send(i);
    }
    assertThat(mine.receiveUpTo(1)).containsExactly(1);
    assertThat(mine.receiveUpTo(2)).containsExactly(2, 3);
    var why = new IOException("why");
    news.close(why);
    assertThat(mine.receiveUpTo(9)).containsExactly(4);
    assertThatThrownBy(() -> mine.receiveUpTo(9)).isInstanceOf(ChannelClosedException.class).hasCause(why);
    other.close();
    assertThat(other.receiveUpTo(9)).isEmpty();
    assertThat(other.iterator().hasNext()).isFalse();
    assertThatThrownBy(() -> other.iterator().next()).isInstanceOf(NoSuchElementException.class);
  }
}
