package dev.weft.golang;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Fiber;
import dev.weft.Scope;
import dev.weft.Select;
import dev.weft.Weft;
import dev.weft.channel.Channel;
import dev.weft.channel.Received;
import dev.weft.schedule.Scheduler;
import dev.weft.testing.Eventually;
import dev.weft.testing.OnEveryScheduler;
import java.util.Optional;

/// Go's `test/chan/nonblock.go` and the races of `TestNonblock...`: operations that never wait see what is there, at one moment.
class NonblockTest {
  private static final int RACES = 300;

  @OnEveryScheduler
  void withoutAPartnerNothingHappens(Scheduler scheduler) throws Exception {
    Weft.with(scheduler)
        .run(
            () -> {
              Channel<Integer> channel = Channel.rendezvous();
              assertThat(channel.tryReceive()).isEmpty();
              assertThat(channel.receiving().poll()).isEmpty();
              assertThat(channel.trySend(1)).isFalse();
              assertThat(channel.sending(1).poll()).isEmpty();
            });
  }

  @OnEveryScheduler
  void aParkedReceiverIsServed(Scheduler scheduler) throws Exception {
    Weft.with(scheduler)
        .run(
            () -> {
              Channel<Integer> channel = Channel.rendezvous();
              try (var scope = Scope.open()) {
                Fiber<Integer> receiver = scope.fork(channel::receive);
                Eventually.until("it takes a value", () -> channel.trySend(123));
                assertThat(receiver.join()).isEqualTo(123);
              }
            });
  }

  @OnEveryScheduler
  void aParkedSenderIsRelieved(Scheduler scheduler) throws Exception {
    Weft.with(scheduler)
        .run(
            () -> {
              Channel<Integer> channel = Channel.rendezvous();
              try (var scope = Scope.open()) {
                scope.fork(() -> channel.send(234));
                Parked.sending(channel, 1);
                assertThat(channel.receiving().poll()).contains(234);
              }
            });
  }

  @OnEveryScheduler
  void aBufferTakesAndGivesOnce(Scheduler scheduler) throws Exception {
    Weft.with(scheduler)
        .run(
            () -> {
              Channel<Integer> channel = Channel.buffered(1);
              assertThat(channel.trySend(345)).isTrue();
              assertThat(channel.trySend(456)).isFalse();
              assertThat(channel.tryReceive()).contains(345);
              assertThat(channel.tryReceive()).isEmpty();
            });
  }

  /// `TestNonblockRecvRace`: a value in the buffer is there, whether the channel is being closed or not.
  @OnEveryScheduler
  void aCloseDoesNotHideABufferedValue(Scheduler scheduler) throws Exception {
    Weft.with(scheduler)
        .run(
            () -> {
              for (int i = 0; i < RACES; i++) {
                Channel<Integer> channel = Channel.buffered(1);
                channel.send(1);
                try (var scope = Scope.open()) {
                  Fiber<Optional<Received<Integer>>> looker = scope.fork(() -> channel.nexting().poll());
                  channel.close();
                  channel.tryReceive();
                  assertThat(looker.join()).as("neither a value nor the end is there").isPresent();
                }
              }
            });
  }

  /// `TestNonblockSelectRace`: at every moment one of the two has a value.
  @OnEveryScheduler
  void aLookAtTwoChannelsFindsTheOneThatIsReady(Scheduler scheduler) throws Exception {
    Weft.with(scheduler)
        .run(
            () -> {
              for (int i = 0; i < RACES; i++) {
                Channel<Integer> one = Channel.buffered(1);
                Channel<Integer> other = Channel.buffered(1);
                one.send(1);
                try (var scope = Scope.open()) {
                  Fiber<Optional<Integer>> looker =
                      scope.fork(() -> Select.any(one.receiving(), other.receiving()).poll());
                  other.send(1);
                  one.tryReceive();
                  assertThat(looker.join()).as("one of them was ready all the time").isPresent();
                }
              }
            });
  }

  /// `TestNonblockSelectRace2`: the same with a close in place of the second value.
  @OnEveryScheduler
  void aLookAtTwoChannelsFindsTheOneThatIsClosed(Scheduler scheduler) throws Exception {
    Weft.with(scheduler)
        .run(
            () -> {
              for (int i = 0; i < RACES; i++) {
                Channel<Integer> one = Channel.buffered(1);
                Channel<Integer> other = Channel.rendezvous();
                one.send(1);
                try (var scope = Scope.open()) {
                  Fiber<Optional<Received<Integer>>> looker =
                      scope.fork(() -> Select.any(one.nexting(), other.nexting()).poll());
                  other.close();
                  one.tryReceive();
                  assertThat(looker.join()).as("one of them was ready all the time").isPresent();
                }
              }
            });
  }
}
