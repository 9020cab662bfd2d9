package dev.weft;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.weft.channel.Channel;
import dev.weft.channel.ChannelClosedException;
import dev.weft.channel.Received;
import dev.weft.schedule.Scheduler;
import dev.weft.testing.Eventually;
import dev.weft.testing.OnEveryScheduler;
import dev.weft.wait.Event;
import dev.weft.wait.WaitNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class SelectTest {
  private static final Channel<Integer> SILENT = Channel.rendezvous();

  private static Channel<Integer> full(int value) throws InterruptedException {
    Channel<Integer> channel = Channel.buffered(1);
    channel.send(value);
    return channel;
  }

  // ---- which clause

  /// 8,000 draws among 4: each within 6 standard deviations (39) of 2,000.
  @Test
  void fairChoiceIsUniform() throws Exception {
    assertUniform(Select.any(ready(0), ready(1), ready(2), ready(3)));
  }

  @Test
  void fairChoiceStaysUniformUnderAMap() throws Exception {
    Selectable<Integer> inner = Select.any(ready(0), ready(1), ready(2), ready(3));
    assertUniform(inner.map(n -> n));
  }

  @Test
  void fairChoiceStaysUniformWhenNested() throws Exception {
    Selectable<Integer> left = Select.any(ready(0), ready(1));
    Selectable<Integer> right = Select.any(ready(2), ready(3));
    assertUniform(Select.any(left, right));
  }

  @Test
  void fairChoiceIsUniformForPollToo() {
    int[] counts = new int[2];
    Selectable<Integer> either = Select.any(ready(0), ready(1));
    for (int i = 0; i < 4000; i++) {
      counts[either.poll().orElseThrow()]++;
    }
    assertThat(counts[0]).isCloseTo(2000, within(190));
  }

  private static void assertUniform(Selectable<Integer> of4) throws Exception {
    int[] counts = new int[4];
    for (int i = 0; i < 8000; i++) {
      counts[of4.await()]++;
    }
    for (int count : counts) {
      assertThat(count).isCloseTo(2000, within(235));
    }
  }

  /// Always ready, with that number.
  private static Selectable<Integer> ready(int number) {
    return Timer.after(Duration.ZERO).map(_ -> number);
  }

  @Test
  void priorityIsListOrder() throws Exception {
    for (int i = 0; i < 100; i++) {
      assertThat(Select.first(SILENT.receiving(), ready(1), ready(2)).await()).isEqualTo(1);
      assertThat(Select.first(SILENT.receiving(), ready(1), ready(2)).map(n -> n).await()).isEqualTo(1);
    }
  }

  @Test
  void aReadyClauseBeatsATimeOutOfZero() throws Exception {
    for (int i = 0; i < 100; i++) {
      assertThat(full(i).receiving().await(Duration.ZERO)).isEqualTo(i);
      assertThat(Select.any(SILENT.receiving(), full(i).receiving()).await(ofSeconds(-1))).isEqualTo(i);
      assertThat(Select.any(SILENT.receiving(), full(i).receiving()).await(Duration.ofNanos(1))).isEqualTo(i);
    }
    assertThatThrownBy(() -> SILENT.receiving().await(Duration.ZERO))
        .isInstanceOf(TimeoutException.class)
        .hasMessageContaining("receive from");
  }

  /// While it is looked at, which is always in vain, it makes another clause ready and then the next one unready.
  private static final class Meddler extends Event<Integer> {
    private final Runnable meddling;

    Meddler(Runnable meddling) {
      this.meddling = meddling;
    }

    @Override
    public boolean poll(WaitNode node) {
      meddling.run();
      return false;
    }

    @Override
    public void enlist(WaitNode node) {}

    @Override
    public void delist(WaitNode node) {}

    @Override
    public WaitReason reason() {
      return WaitReason.of("wait for", "nothing");
    }
  }

  @Test
  void aLookSeesAllClausesAtOneMoment() throws Exception {
    Channel<Integer> one = Channel.buffered(1);
    Channel<Integer> other = Channel.buffered(1);
    var meddler =
        new Meddler(
            () -> {
              one.trySend(1);
              other.tryReceive();
            });
    Selectable<Integer> any = Select.first(one.receiving(), meddler, other.receiving());
    other.send(2);
    assertThat(any.poll()).as("one of the two was ready at every moment").contains(1);
    other.send(2);
    assertThat(any.await(Duration.ZERO)).isEqualTo(1);
  }

  @Test
  void noClauseIsRefused() {
    assertThatThrownBy(() -> Select.any(List.of())).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("clause");
    assertThatThrownBy(Select::first).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aClosedChannelIsReady() throws Exception {
    Channel<Integer> closed = Channel.rendezvous();
    closed.close();
    assertThat(Select.any(SILENT.receiving().map(_ -> "value"), closed.nexting().map(Object::toString)).await())
        .isEqualTo(new Received.Closed<>().toString());
    assertThatThrownBy(() -> Select.any(SILENT.receiving(), closed.receiving()).await())
        .isInstanceOf(ChannelClosedException.class);
    assertThatThrownBy(() -> Select.any(SILENT.receiving(), closed.sending(1)).await())
        .isInstanceOf(ChannelClosedException.class);
  }

  @Test
  void asManyClausesAsOneLikes() throws Exception {
    int many = 40_000;
    List<Channel<Integer>> channels = new ArrayList<>();
    List<Selectable<Integer>> clauses = new ArrayList<>();
    for (int i = 0; i < many; i++) {
      Channel<Integer> channel = Channel.buffered(1);
      channels.add(channel);
      int number = i;
      clauses.add(channel.receiving().map(_ -> number));
    }
    channels.get(many - 1).send(1);
    assertThat(Select.any(clauses).await()).isEqualTo(many - 1);
  }

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
                        while (received.get() < rounds) {
                          try {
                            Select.first(
                                    ring.get(me).sending(me).map(_ -> sent.incrementAndGet()),
                                    ring.get((me + 1) % 3).receiving().map(_ -> received.incrementAndGet()),
                                    ring.get((me + 2) % 3).sending(me).map(_ -> sent.incrementAndGet()))
                                .await(ofMillis(100));
                          } catch (TimeoutException e) {
                            assertThat(received.get()).as("the last one is alone").isGreaterThanOrEqualTo(rounds);
                          }
                        }
                      });
                }
              }
              assertThat(received.get()).isEqualTo(sent.get());
            });
  }

  // ---- results

  @Test
  void mapsAreAppliedFromInsideOut() throws Exception {
    Selectable<String> nested = Select.any(ready(2).map(n -> n * 10)).map(n -> n + 1).map(n -> "<" + n + ">");
    assertThat(nested.await()).isEqualTo("<21>");
    assertThat(nested.poll()).contains("<21>");
  }

  @Test
  void anExceptionOfAMapReachesTheWaiter() throws Exception {
    Channel<Integer> channel = full(1);
    Selectable<Integer> failing =
        channel.receiving().map(n -> { throw new IllegalArgumentException("no " + n); });
    assertThatThrownBy(failing::await).isInstanceOf(IllegalArgumentException.class).hasMessage("no 1");
    assertThat(channel.size()).isZero();
  }

  @Test
  void nothingIsLeftBehind() throws Exception {
    List<Channel<Integer>> channels = List.of(Channel.rendezvous(), Channel.rendezvous(), Channel.buffered(1));
    List<Selectable<Integer>> clauses = new ArrayList<>();
    for (Channel<Integer> channel : channels) {
      clauses.add(channel.receiving());
      clauses.add(channel.nexting().map(_ -> 0));
    }
    for (int i = 0; i < 50; i++) {
      assertThatThrownBy(() -> Select.any(clauses).await(Duration.ofNanos(1000))).isInstanceOf(TimeoutException.class);
      Select.any(clauses).onReady(_ -> {}).cancel();
      Thread.currentThread().interrupt();
      assertThatThrownBy(() -> Select.any(clauses).await()).isInstanceOf(InterruptedException.class);
      assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }
    for (Channel<Integer> channel : channels) {
      assertThat(channel.toString()).doesNotContain("receiving");
    }
  }

  // ---- callbacks

  @Test
  void onReadyCallsOnceWithTheResult() throws Exception {
    Channel<Integer> channel = Channel.rendezvous();
    List<Outcome<Integer>> got = new ArrayList<>();
    Selectable.Pending pending = Select.any(channel.receiving(), SILENT.receiving()).onReady(got::add);
    assertThat(got).isEmpty();
    channel.send(5); // finds the callback waiting, and runs it
    assertThat(got).containsExactly(new Outcome.Success<>(5));
    assertThat(pending.cancel()).isFalse();
    assertThat(channel.trySend(6)).isFalse();
    assertThat(SILENT.toString()).doesNotContain("receiving");
  }

  @Test
  void onReadyIsCalledAtOnceForWhatIsReady() throws Exception {
    List<Outcome<Integer>> got = new ArrayList<>();
    assertThat(full(3).receiving().onReady(got::add).cancel()).isFalse();
    assertThat(got).containsExactly(new Outcome.Success<>(3));
  }

  @Test
  void onReadyTellsOfTheEnd() {
    Channel<Integer> channel = Channel.rendezvous();
    var got = new AtomicReference<Outcome<Integer>>();
    channel.receiving().onReady(got::set);
    channel.close(new IllegalStateException("broken"));
    assertThat(got.get())
        .isInstanceOfSatisfying(
            Outcome.Failure.class,
            failure ->
                assertThat(failure.cause()).isInstanceOf(ChannelClosedException.class).hasRootCauseMessage("broken"));
  }

  @Test
  void aCancelledCallbackTakesNothing() {
    Channel<Integer> channel = Channel.rendezvous();
    var calls = new AtomicInteger();
    assertThat(channel.receiving().onReady(_ -> calls.incrementAndGet()).cancel()).isTrue();
    assertThat(channel.trySend(1)).isFalse();
    assertThat(calls).hasValue(0);
  }

  /// Whoever makes it happen is not to blame, and neither are the other receivers.
  @Test
  void aCallbackThatThrowsHurtsNobodyElse() throws Exception {
    Channel<Integer> channel = Channel.rendezvous();
    channel.receiving().onReady(_ -> { throw new IllegalStateException("a callback's own fault"); });
    var second = new AtomicReference<Outcome<Integer>>();
    channel.receiving().onReady(second::set);
    channel.send(1);
    channel.send(2);
    assertThat(second.get()).isEqualTo(new Outcome.Success<>(2));
  }

  @OnEveryScheduler
  void aTimersCallbackThatThrowsStopsNoTimers(Scheduler scheduler) throws Exception {
    Weft.with(scheduler)
        .run(
            () -> {
              for (int i = 0; i < 20; i++) {
                Timer.after(ofMillis(1)).onReady(_ -> { throw new IllegalStateException("a callback's own fault"); });
              }
              for (int i = 0; i < 3; i++) {
                Fiber.sleep(ofMillis(2));
              }
            });
  }

  // ---- futures

  @Test
  void aFutureGetsTheResult() throws Exception {
    Channel<Integer> channel = Channel.rendezvous();
    CompletableFuture<Integer> future = channel.receiving().toFuture();
    assertThat(future).isNotDone();
    channel.send(4);
    assertThat(future).isCompletedWithValue(4);
    channel.close();
    assertThatThrownBy(() -> channel.receiving().toFuture().join())
        .isInstanceOf(CompletionException.class)
        .hasCauseInstanceOf(ChannelClosedException.class);
  }

  @Test
  void aCancelledFutureTakesNothing() throws Exception {
    Channel<Integer> channel = Channel.buffered(1);
    CompletableFuture<Integer> future = channel.receiving().toFuture();
    assertThat(future.cancel(true)).isTrue();
    channel.send(1);
    assertThat(channel.tryReceive()).contains(1);
  }

  @Test
  void aFutureThatTimedOutTakesNothing() throws Exception {
    Channel<Integer> channel = Channel.buffered(1);
    CompletableFuture<Integer> future = channel.receiving().toFuture().orTimeout(1, TimeUnit.MILLISECONDS);
    Eventually.until("the future has timed out", future::isCompletedExceptionally);
    channel.send(1);
    assertThat(channel.tryReceive()).contains(1);
  }

  /// A value goes to the future or stays in the channel, however close the cancellation.
  @Test
  void cancellingAFutureLosesNoValue() throws Exception {
    for (int round = 0; round < 20_000; round++) {
      Channel<Integer> channel = Channel.buffered(1);
      CompletableFuture<Integer> future = channel.receiving().toFuture();
      Thread sender = Thread.ofVirtual().start(() -> channel.trySend(1));
      boolean cancelled = future.cancel(false);
      sender.join();
      assertThat(future.isCancelled()).isEqualTo(cancelled);
      Optional<Integer> left = channel.tryReceive();
      assertThat(left.isPresent()).as("the value is in the channel if and only if the future was cancelled").isEqualTo(cancelled);
      if (!cancelled) {
        assertThat(future.get(5, TimeUnit.SECONDS)).isEqualTo(1);
      }
    }
  }
}
