package dev.weft.golang;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Scope;
import dev.weft.Select;
import dev.weft.Selectable;
import dev.weft.Weft;
import dev.weft.channel.Channel;
import dev.weft.channel.Received;
import dev.weft.schedule.Scheduler;
import dev.weft.testing.Eventually;
import dev.weft.testing.OnEveryScheduler;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/// Go's `test/chan/select.go`, `select4.go` and `select7.go`: which clause is taken, and what happens then.
class SelectClausesTest {
  /// `select.go`: two clauses of which one is switched off after the other, as Go sets its channel to nil.
  @OnEveryScheduler
  void eachClauseUntilItIsSwitchedOff(Scheduler scheduler) throws Exception {
    Weft.with(scheduler)
        .run(
            () -> {
              Channel<Integer> left = Channel.rendezvous();
              Channel<Integer> right = Channel.rendezvous();
              int each = 50;
              try (var scope = Scope.open()) {
                scope.fork(
                    () -> {
                      var toLeft = new AtomicInteger();
                      var toRight = new AtomicInteger();
                      Selectable<Integer> next =
                          Select.any(
                              left.sending(1).map(_ -> toLeft.incrementAndGet()).when(() -> toLeft.get() < each),
                              right.sending(2).map(_ -> toRight.incrementAndGet()).when(() -> toRight.get() < each));
                      while (toLeft.get() + toRight.get() < 2 * each) {
                        next.await();
                      }
                    });
                int sum = 0;
                for (int i = 0; i < 2 * each; i++) {
                  sum += Select.any(left.receiving(), right.receiving()).await();
                }
                assertThat(sum).isEqualTo(3 * each);
              }
            });
  }

  /// `select4.go`: what a clause does with its value is done only if it is the one.
  @OnEveryScheduler
  void onlyTheClauseThatIsTakenActs(Scheduler scheduler) throws Exception {
    Weft.with(scheduler)
        .run(
            () -> {
              Channel<Integer> ready = Channel.buffered(1);
              Channel<Integer> silent = Channel.buffered(1);
              ready.send(42);
              int got =
                  Select.any(
                          ready.receiving(),
                          silent
                              .receiving()
                              .<Integer>map(
                                  n -> {
                                    throw new AssertionError("not taken, but acts: " + n);
                                  }))
                      .await();
              assertThat(got).isEqualTo(42);
            });
  }

  private enum Way {
    PLAIN,
    POLLING,
    LIMITED,
    SELECTING,
    POLLING_A_SELECT,
    LIMITING_A_SELECT
  }

  /// Sends in one of the ways; those that do not wait try until somebody is there.
  private static void send(Channel<Integer> to, Way way) throws Exception {
    Selectable<Integer> sending = to.sending(1).map(_ -> 0);
    Selectable<Integer> one = Select.any(sending, Channel.<Integer>rendezvous().receiving());
    switch (way) {
      case PLAIN -> to.send(1);
      case POLLING -> Eventually.until("sent by " + way, () -> sending.poll().isPresent());
      case LIMITED -> sending.await(Duration.ofMinutes(1));
      case SELECTING -> one.await();
      case POLLING_A_SELECT -> Eventually.until("sent by " + way, () -> one.poll().isPresent());
      case LIMITING_A_SELECT -> one.await(Duration.ofMinutes(1));
    }
  }

  private static Optional<Integer> value(Received<Integer> received) {
    return received instanceof Received.Value<Integer>(Integer value) ? Optional.of(value) : Optional.empty();
  }

  private static int receive(Channel<Integer> from, Way way) throws Exception {
    Selectable<Received<Integer>> one = Select.any(from.nexting(), Channel.<Integer>rendezvous().nexting());
    return switch (way) {
      case PLAIN -> from.receive();
      case POLLING, POLLING_A_SELECT -> throw new AssertionError("the one who waits must be found");
      case LIMITED -> from.receiving().await(Duration.ofMinutes(1));
      case SELECTING -> value(one.await()).orElseThrow();
      case LIMITING_A_SELECT -> value(one.await(Duration.ofMinutes(1))).orElseThrow();
    };
  }

  /// `select7.go`: all ways of sending against all ways of receiving that wait.
  @OnEveryScheduler
  void everyWayOfSendingMeetsEveryWayOfReceiving(Scheduler scheduler) throws Exception {
    Weft.with(scheduler)
        .run(
            () -> {
              for (Way sender : Way.values()) {
                for (Way receiver : List.of(Way.PLAIN, Way.LIMITED, Way.SELECTING, Way.LIMITING_A_SELECT)) {
                  Channel<Integer> channel = Channel.rendezvous();
                  try (var scope = Scope.open()) {
                    scope.fork(() -> send(channel, sender));
                    assertThat(receive(channel, receiver)).as("%s to %s", sender, receiver).isEqualTo(1);
                  }
                  Parked.nobody(channel);
                }
              }
            });
  }
}
