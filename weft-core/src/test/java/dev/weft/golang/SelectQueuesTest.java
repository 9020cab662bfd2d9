package dev.weft.golang;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Fiber;
import dev.weft.Scope;
import dev.weft.Select;
import dev.weft.Weft;
import dev.weft.channel.Channel;
import dev.weft.schedule.Scheduler;
import dev.weft.testing.OnEveryScheduler;

/// Selects leave the queues of the channels that they did not take as they were: Go's `test/chan/select2.go`, `select6.go` and
/// `TestSelectDuplicateChannel`.
class SelectQueuesTest {
  /// `select2.go` measures memory; here the queue of the channel on which nothing ever happens is looked at.
  @OnEveryScheduler
  void nothingIsLeftBehindOnASilentChannel(Scheduler scheduler) throws Exception {
    Weft.with(scheduler)
        .run(
            () -> {
              Channel<Integer> busy = Channel.rendezvous();
              Channel<Integer> silent = Channel.rendezvous();
              int values = 1_000;
              try (var scope = Scope.open()) {
                scope.fork(
                    () -> {
                      for (int i = 0; i < values; i++) {
                        Select.any(busy.sending(i), silent.receiving()).await();
                      }
                    });
                for (int i = 0; i < values; i++) {
                  assertThat(Select.any(busy.receiving(), silent.receiving()).await()).isEqualTo(i);
                }
              }
              Parked.nobody(silent);
            });
  }

  /// `select6.go`: a select that was last in a queue leaves it, and those who come later are served all the same.
  @OnEveryScheduler
  void aSelectThatWasLastInAQueueDoesNotTearIt(Scheduler scheduler) throws Exception {
    Weft.with(scheduler)
        .run(
            () -> {
              Channel<Integer> queue = Channel.rendezvous();
              Channel<Integer> other = Channel.rendezvous();
              Channel<Integer> left = Channel.rendezvous();
              try (var scope = Scope.open()) {
                Fiber<Integer> first = scope.fork(queue::receive);
                Parked.receiving(queue, 1);
                Fiber<Integer> last =
                    scope.fork(
                        () -> {
                          left.send(Select.any(queue.receiving(), other.receiving()).await());
                          return queue.receive();
                        });
                Parked.receiving(queue, 2);
                other.send(5);
                assertThat(left.receive()).as("taken from the other channel").isEqualTo(5);
                queue.send(1);
                queue.send(2);
                assertThat(first.join()).isEqualTo(1);
                assertThat(last.join()).isEqualTo(2);
              }
            });
  }

  /// `TestSelectDuplicateChannel`: a select that stands in a queue twice leaves it twice, and the one behind it is served.
  @OnEveryScheduler
  void aSelectThatStandsInAQueueTwiceLeavesItTwice(Scheduler scheduler) throws Exception {
    Weft.with(scheduler)
        .run(
            () -> {
              Channel<Integer> twice = Channel.rendezvous();
              Channel<Integer> once = Channel.rendezvous();
              Channel<Integer> left = Channel.rendezvous();
              try (var scope = Scope.open()) {
                scope.fork(
                    () ->
                        left.send(Select.any(twice.receiving(), twice.receiving(), once.receiving()).await()));
                Parked.receiving(twice, 2);
                Fiber<Integer> behind = scope.fork(twice::receive);
                Parked.receiving(twice, 3);
                once.send(7);
                assertThat(left.receive()).isEqualTo(7);
                twice.send(8);
                assertThat(behind.join()).isEqualTo(8);
              }
              Parked.nobody(twice);
            });
  }
}
