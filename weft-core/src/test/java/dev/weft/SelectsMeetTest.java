package dev.weft;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.channel.Channel;
import dev.weft.channel.ChannelClosedException;
import dev.weft.schedule.Scheduler;
import dev.weft.testing.OnEveryScheduler;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/// Selects that meet each other, or might meet themselves, on the same channels.
class SelectsMeetTest {
  // ---- one select and itself

  @OnEveryScheduler
  void aSelectDoesNotMeetItself(Scheduler scheduler) throws Exception {
    Weft.with(scheduler)
        .run(
            () -> {
              Channel<Integer> channel = Channel.rendezvous();
              Selectable<String> both =
                  Select.any(channel.sending(1).map(_ -> "sent"), channel.receiving().map(n -> "got " + n));
              assertThat(both.poll()).isEmpty();
              assertThatThrownBy(() -> both.await(ofMillis(5))).isInstanceOf(TimeoutException.class);
              assertThat(channel.toString()).doesNotContain("receiving").doesNotContain("sending");
              try (var scope = Scope.open()) {
                var other = scope.fork(() -> channel.receive());
                assertThat(both.await()).isEqualTo("sent");
                assertThat(other.join()).isEqualTo(1);
              }
              try (var scope = Scope.open()) {
                scope.fork(() -> channel.send(7));
                assertThat(both.await()).isEqualTo("got 7");
              }
            });
  }

  @OnEveryScheduler
  void aSelectOnABufferSendsToItsOwnBuffer(Scheduler scheduler) throws Exception {
    Weft.with(scheduler)
        .run(
            () -> {
              Channel<Integer> channel = Channel.buffered(1);
              Selectable<String> both =
                  Select.first(channel.receiving().map(n -> "got " + n), channel.sending(1).map(_ -> "sent"));
              assertThat(both.await()).isEqualTo("sent");
              assertThat(both.await()).isEqualTo("got 1");
              assertThat(channel.size()).isZero();
            });
  }

  @OnEveryScheduler
  void twoSelfSelectsMeetEachOther(Scheduler scheduler) throws Exception {
    Weft.with(scheduler)
        .run(
            () -> {
              Channel<Integer> channel = Channel.rendezvous();
              int rounds = 2_000;
              var sent = new AtomicInteger();
              var got = new AtomicInteger();
              try (var scope = Scope.open()) {
                for (int i = 0; i < 2; i++) {
                  int me = i;
                  scope.fork(
                      () -> {
                        for (int n = 0; n < rounds; n++) {
                          Select.any(
                                  channel.sending(me).map(_ -> sent.incrementAndGet()),
                                  channel
                                      .receiving()
                                      .map(
                                          other -> {
                                            assertThat(other).isNotEqualTo(me);
                                            return got.incrementAndGet();
                                          }))
                              .await();
                        }
                      });
                }
              }
              assertThat(sent).hasValue(rounds);
              assertThat(got).hasValue(rounds);
            });
  }

  @OnEveryScheduler
  void theSameChannelTwiceTakesOneValue(Scheduler scheduler) throws Exception {
    Weft.with(scheduler)
        .run(
            () -> {
              Channel<Integer> channel = Channel.rendezvous();
              try (var scope = Scope.open()) {
                scope.fork(
                    () -> {
                      for (int n = 0; n < 1000; n++) {
                        channel.send(n);
                      }
                      channel.close();
                    });
                int expected = 0;
                for (; expected < 1000; expected++) {
                  assertThat(Select.any(channel.receiving(), channel.receiving(), channel.receiving()).await())
                      .isEqualTo(expected);
                }
              }
              assertThat(channel.toString()).doesNotContain("receiving");
            });
  }

  // ---- two selects

  /// One sends on a and receives from b, the other the reverse; each takes part in one exchange a round.
  @OnEveryScheduler
  void twoSelectsThatFaceEachOtherGoOn(Scheduler scheduler) throws Exception {
    Weft.with(scheduler)
        .run(
            () -> {
              Channel<Integer> a = Channel.rendezvous();
              Channel<Integer> b = Channel.rendezvous();
              int rounds = 5_000;
              var balance = new AtomicInteger();
              try (var scope = Scope.open()) {
                scope.fork(
                    () -> {
                      for (int n = 0; n < rounds; n++) {
                        Select.any(a.sending(n).map(_ -> balance.incrementAndGet()), b.receiving()).await();
                      }
                    });
                scope.fork(
                    () -> {
                      for (int n = 0; n < rounds; n++) {
                        Select.any(b.sending(n), a.receiving().map(_ -> balance.decrementAndGet())).await();
                      }
                    });
              }
              assertThat(balance).hasValue(0);
              assertThat(a.toString() + b).doesNotContain("receiving").doesNotContain("sending");
            });
  }

  /// Three selects name three channels in three orders: no order of locks would do.
  @OnEveryScheduler
  void selectsInOppositeOrderDoNotDeadlock(Scheduler scheduler) throws Exception {
    Weft.with(scheduler)
        .run(
            () -> {
              List<Channel<Integer>> ring = List.of(Channel.rendezvous(), Channel.rendezvous(), Channel.rendezvous());
              int rounds = 2_000;
              var received = new AtomicInteger();
              var sent = new AtomicInteger();
              try (var scope = Scope.open()) {
                for (int i = 0; i < 3; i++) {
                  int me = i;
                  scope.fork(
                      () -> {
                        try {
                          while (received.get() < rounds) {
                            Select.first(
                                    ring.get(me).sending(me).map(_ -> sent.incrementAndGet()),
                                    ring.get((me + 1) % 3).receiving().map(_ -> received.incrementAndGet()),
                                    ring.get((me + 2) % 3).sending(me).map(_ -> sent.incrementAndGet()))
                                .await(ofSeconds(20));
                          }
                          ring.forEach(Channel::close);
                        } catch (ChannelClosedException e) {
                          assertThat(received.get()).isGreaterThanOrEqualTo(rounds);
                        }
                      });
                }
              }
              assertThat(received.get()).isEqualTo(sent.get());
            });
  }
}
