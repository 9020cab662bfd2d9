package dev.weft.golang;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Scope;
import dev.weft.Select;
import dev.weft.Selectable;
import dev.weft.Weft;
import dev.weft.channel.Channel;
import dev.weft.schedule.Scheduler;
import dev.weft.testing.OnEveryScheduler;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/// Selects that race: Go's `test/chan/doubleselect.go`, `TestSelfSelect` and `TestSelectStress`.
class SelectRacesTest {
  /// `doubleselect.go`: a sender offers each value on four channels at once; it leaves on one of them.
  @OnEveryScheduler
  void noValueLeavesTwice(Scheduler scheduler) throws Exception {
    int values = 5_000;
    BitSet seen =
        Weft.with(scheduler)
            .call(
                () -> {
                  List<Channel<Integer>> doors = rendezvous(4);
                  Channel<Integer> all = Channel.rendezvous();
                  var arrived = new BitSet();
                  try (var scope = Scope.open()) {
                    for (Channel<Integer> door : doors) {
                      scope.fork(
                          () -> {
                            for (int value : door) {
                              all.send(value);
                            }
                          });
                    }
                    scope.fork(
                        () -> {
                          for (int i = 0; i < values; i++) {
                            int value = i;
                            Select.any(doors.stream().map(door -> door.sending(value)).toList()).await();
                          }
                          doors.forEach(Channel::close);
                        });
                    for (int i = 0; i < values; i++) {
                      int value = all.receive();
                      assertThat(arrived.get(value)).as("%d a second time", value).isFalse();
                      arrived.set(value);
                    }
                  }
                  return arrived;
                });
    assertThat(seen.cardinality()).isEqualTo(values);
  }

  /// `TestSelfSelect`: two who both offer to send and to receive, in both orders, without and with a buffer.
  @OnEveryScheduler
  void sendingOrReceivingOnTheSameChannel(Scheduler scheduler) throws Exception {
    Weft.with(scheduler)
        .run(
            () -> {
              for (int capacity : new int[] {0, 10}) {
                Channel<Integer> channel = Channel.buffered(capacity);
                try (var scope = Scope.open()) {
                  for (int p = 0; p < 2; p++) {
                    int me = p;
                    Selectable<Integer> send = channel.sending(me).map(_ -> -1);
                    Selectable<Integer> receive = channel.receiving();
                    scope.fork(
                        () -> {
                          for (int i = 0; i < 1_000; i++) {
                            int got =
                                me == 0 || i % 2 == 0
                                    ? Select.first(send, receive).await()
                                    : Select.first(receive, send).await();
                            if (capacity == 0) {
                              assertThat(got).as("its own value").isNotEqualTo(me);
                            }
                          }
                        });
                  }
                }
              }
            });
  }

  /// `TestSelectStress`: on each of four channels one sends and one receives, and two selects do the same on all four.
  @OnEveryScheduler
  void selectsAmongPlainSendersAndReceivers(Scheduler scheduler) throws Exception {
    int each = 2_000;
    Weft.with(scheduler)
        .run(
            () -> {
              List<Channel<Integer>> channels =
                  List.of(Channel.rendezvous(), Channel.rendezvous(), Channel.buffered(2), Channel.buffered(3));
              List<Selectable<Integer>> sends = new ArrayList<>();
              List<Selectable<Integer>> receives = new ArrayList<>();
              try (var scope = Scope.open()) {
                for (Channel<Integer> channel : channels) {
                  sends.add(times(each, channel.sending(1).map(_ -> 1)));
                  receives.add(times(each, channel.receiving()));
                  scope.fork(() -> repeat(each, channel.sending(1)));
                  scope.fork(() -> repeat(each, channel.receiving()));
                }
                scope.fork(() -> repeat(4 * each, Select.any(sends)));
                scope.fork(() -> repeat(4 * each, Select.any(receives)));
              }
              for (Channel<Integer> channel : channels) {
                assertThat(channel.size()).isZero();
                Parked.nobody(channel);
              }
            });
  }

  /// A clause for that many times, then never again.
  private static Selectable<Integer> times(int limit, Selectable<Integer> clause) {
    var done = new AtomicInteger();
    return clause.<Integer>map(_ -> done.incrementAndGet()).when(() -> done.get() < limit);
  }

  private static void repeat(int times, Selectable<?> what) throws InterruptedException {
    for (int i = 0; i < times; i++) {
      what.await();
    }
  }

  private static List<Channel<Integer>> rendezvous(int count) {
    List<Channel<Integer>> channels = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      channels.add(Channel.rendezvous());
    }
    return channels;
  }
}
