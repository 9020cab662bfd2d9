package dev.weft.sync;

import static dev.weft.testing.Eventually.until;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.Fiber;
import dev.weft.Outcome;
import dev.weft.Scope;
import dev.weft.Select;
import dev.weft.Timer;
import dev.weft.Weft;
import dev.weft.channel.Channel;
import dev.weft.schedule.Scheduler;
import dev.weft.testing.OnEveryScheduler;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/// Wait groups and one-shots: what happens once to all who wait.
@SuppressWarnings("try") // closing a scope may park
class OnceTest {
  @OnEveryScheduler
  void aWaitGroupWaitsForAllWork(Scheduler scheduler) throws Exception {
    var done = new AtomicInteger();
    Weft.with(scheduler)
        .run(
            () -> {
              var group = new WaitGroup();
              try (var scope = Scope.open()) {
                for (int round = 0; round < 3; round++) {
                  group.add(20);
                  for (int i = 0; i < 20; i++) {
                    scope.fork(
                        () -> {
                          Fiber.yieldNow();
                          done.incrementAndGet();
                          group.done();
                        });
                  }
                  group.await();
                  assertThat(done).hasValue(20 * (round + 1));
                }
              }
              assertThat(group).hasToString("wait group: 0 to be done");
              assertThat(group.named("downloads")).hasToString("wait group downloads: 0 to be done");
              assertThatThrownBy(group::done).hasMessageStartingWith("wait group downloads is at 0");
            });
  }

  @OnEveryScheduler
  void aWaitGroupRefusesToGoBelowZero(Scheduler scheduler) throws Exception {
    Weft.with(scheduler)
        .run(
            () -> {
              var group = new WaitGroup();
              assertThatThrownBy(group::done)
                  .isInstanceOf(IllegalStateException.class)
                  .hasMessageContaining("call add()");
              group.add(1);
              assertThatThrownBy(() -> group.add(Long.MAX_VALUE))
                  .isInstanceOf(IllegalStateException.class)
                  .hasMessageContaining("more than it can count");
              assertThatThrownBy(() -> group.emptying().await(Duration.ofMillis(1)))
                  .isInstanceOf(TimeoutException.class);
              assertThat(group).asString().as("it waits no more").endsWith(": 1 to be done");
              assertThat(group.emptying().poll()).isEmpty();
              group.done();
              assertThat(group.emptying().poll()).contains(true);
            });
  }

  @OnEveryScheduler
  void aOneShotGivesItsFirstValueToAll(Scheduler scheduler) throws Exception {
    Weft.with(scheduler)
        .run(
            () -> {
              var shot = new OneShot<String>();
              List<Fiber<String>> readers = new ArrayList<>();
              try (var scope = Scope.open()) {
                for (int i = 0; i < 10; i++) {
                  readers.add(
                      scope.fork(
                          () ->
                              Select.first(shot.completing(), Timer.after(Duration.ofHours(1)).map(_ -> "late"))
                                  .await()));
                }
                until("all wait", () -> shot.toString().equals("one-shot: not set, 10 waiting"));
                assertThat(shot.named("address")).hasToString("one-shot address: not set, 10 waiting");
                readers.getFirst().cancel();
                assertThat(readers.getFirst().ending().await()).isInstanceOf(Outcome.Cancelled.class);
                assertThat(shot).asString().endsWith(": not set, 9 waiting");
                assertThat(shot.completing().poll()).isEmpty();
                assertThat(shot.complete("value")).isTrue();
                assertThat(shot.complete("other")).isFalse();
                assertThat(shot.fail(new IOException())).isFalse();
                for (Fiber<String> reader : readers.subList(1, 10)) {
                  assertThat(reader.join()).isEqualTo("value");
                }
              }
              assertThat(shot.await()).isEqualTo("value");
              assertThat(shot.completing().poll()).contains("value");
              Channel<String> second = Channel.buffered(1);
              second.send("second");
              assertThat(Select.first(shot.completing(), second.receiving()).poll()).contains("value");
            });
  }

  @OnEveryScheduler
  void aOneShotMayFail(Scheduler scheduler) throws Exception {
    Weft.with(scheduler)
        .run(
            () -> {
              var shot = new OneShot<String>();
              var why = new IOException("why");
              shot.fail(why);
              assertThatThrownBy(shot::await).isInstanceOf(CompletionException.class).hasCause(why);
              assertThat(shot.outcome()).contains(new Outcome.Failure<>(why));
            });
  }
}
