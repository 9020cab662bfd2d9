package dev.weft;

import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.channel.Channel;
import dev.weft.channel.ChannelClosedException;
import dev.weft.channel.Watch;
import dev.weft.schedule.Scheduler;
import dev.weft.sync.OneShot;
import dev.weft.testing.Eventually;
import dev.weft.testing.OnEveryScheduler;
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
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/// Waiting by a callback or a future instead of a thread.
class SelectCallbackTest {
  private static final Channel<Integer> SILENT = Channel.rendezvous();

  private static Channel<Integer> full(int value) throws InterruptedException {
    Channel<Integer> channel = Channel.buffered(1);
    channel.send(value);
    return channel;
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

  /// As any other end of the wait, such as a closed channel.
  @Test
  void onReadyIsToldWhatTheFirstLookThrows() {
    Selectable<Integer> broken = SILENT.receiving().when(() -> {
      throw new IllegalStateException("condition");
    });
    List<Outcome<Integer>> got = new ArrayList<>();
    assertThat(broken.onReady(got::add).cancel()).isFalse();
    assertThat(got).singleElement().asString().contains("Failure", "condition");
    assertThat(Select.any(SILENT.receiving(), broken).toFuture())
        .failsWithin(Duration.ZERO)
        .withThrowableThat()
        .havingRootCause()
        .withMessage("condition");
    assertThat(SILENT.toString()).doesNotContain("receiving");
    assertThat(broken).hasToString(SILENT.receiving().toString()); // which asks no condition
  }

  @Test
  void onReadyIsCalledAtOnceForWhatIsReady() throws Exception {
    List<Outcome<Integer>> got = new ArrayList<>();
    assertThat(full(3).receiving().onReady(got::add).cancel()).isFalse();
    assertThat(got).containsExactly(new Outcome.Success<>(3));
  }

  @Test
  void aCallbackMayWaitForTheNextValueAsLongAsThereAreSome() throws Exception {
    int many = 100_000; // far more than a stack has room for, were they told inside each other
    Channel<Integer> channel = Channel.unlimited();
    for (int i = 0; i < many; i++) {
      channel.send(i);
    }
    List<Integer> got = new ArrayList<>();
    takeAll(channel, got);
    assertThat(got).hasSize(many).isSorted();
    channel.send(many);
    assertThat(got).endsWith(many);
  }

  private static void takeAll(Channel<Integer> channel, List<Integer> into) {
    channel
        .receiving()
        .onReady(
            outcome -> {
              if (outcome instanceof Outcome.Success<Integer>(Integer value)) {
                into.add(value);
                takeAll(channel, into);
              }
            });
  }

  @Test
  void whatACallbackMakesHappenIsToldAfterIt() throws Exception {
    Channel<Integer> channel = Channel.rendezvous();
    List<String> told = new ArrayList<>();
    channel
        .receiving()
        .onReady(
            _ -> {
              channel.receiving().onReady(second -> told.add("second " + second));
              assertThat(channel.trySend(2)).isTrue();
              told.add("first");
            });
    channel.send(1);
    assertThat(told).containsExactly("first", "second " + new Outcome.Success<>(2));
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

  @Test
  void aCallbackThatThrowsHurtsNobodyEvenIfWhatItWaitedForCannotBeWrittenDown() {
    var watch = new Watch<>(new Unspeakable());
    List<Outcome<Unspeakable>> got = new ArrayList<>();
    watch.observe().changing().onReady(_ -> {
      throw new IllegalStateException("on purpose");
    });
    watch.observe().changing().onReady(got::add);
    watch.set(new Unspeakable());
    assertThat(got).hasSize(1);
    assertThatThrownBy(() -> watch.observe().changing().await(Duration.ZERO)).isInstanceOf(TimeoutException.class);
    var shot = new OneShot<Unspeakable>();
    shot.complete(new Unspeakable());
    assertThat(shot.toString()).contains("toString threw");
  }

  private static final class Unspeakable {
    @Override
    public String toString() {
      throw new IllegalStateException("no words");
    }
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

  /// All the ways in which the JDK lets others complete a future.
  @Test
  void aFutureThatOthersHaveCompletedTakesNothing() throws Exception {
    List<Consumer<CompletableFuture<Integer>>> ways =
        List.of(
            future -> future.complete(7),
            future -> future.completeExceptionally(new IllegalStateException("enough")),
            future -> future.completeAsync(() -> 7),
            future -> future.completeAsync(
                () -> {
                  throw new IllegalStateException("enough");
                }),
            future -> future.completeOnTimeout(7, 1, TimeUnit.MILLISECONDS),
            future -> future.obtrudeValue(7),
            future -> future.obtrudeException(new IllegalStateException("enough")));
    for (Consumer<CompletableFuture<Integer>> way : ways) {
      Channel<Integer> channel = Channel.rendezvous();
      CompletableFuture<Integer> future = channel.receiving().toFuture();
      way.accept(future);
      Eventually.until("the future is done", future::isDone);
      assertThat(channel.trySend(1)).isFalse();
      if (future.isCompletedExceptionally()) {
        assertThatThrownBy(future::get).hasRootCauseMessage("enough");
      } else {
        assertThat(future).isCompletedWithValue(7);
      }
    }
  }

  @Test
  void whatHasHappenedCountsMoreThanALaterCompletion() throws Exception {
    Channel<Integer> channel = Channel.rendezvous();
    CompletableFuture<Integer> future = channel.receiving().toFuture();
    channel.send(1);
    assertThat(future.completeAsync(() -> 7, Runnable::run)).isCompletedWithValue(1);
  }

  @Test
  void aFutureThatWasCancelledSaysSoAgain() throws Exception {
    CompletableFuture<Integer> future = Channel.<Integer>rendezvous().receiving().toFuture();
    assertThat(future.cancel(true)).isTrue();
    assertThat(future.cancel(true)).as("as the JDK's futures do").isTrue();
  }

  @Test
  void whatASupplierThrowsIsToldAsTheJdksFuturesTellIt() {
    var failure = new IllegalStateException("no value");
    CompletableFuture<Integer> ofWait = Channel.<Integer>rendezvous().receiving().toFuture();
    for (CompletableFuture<Integer> future : List.of(new CompletableFuture<Integer>(), ofWait)) {
      Supplier<Integer> failing =
          () -> {
            throw failure;
          };
      Throwable told = future.completeAsync(failing, Runnable::run).handle((_, thrown) -> thrown).join();
      assertThat(told).isInstanceOf(CompletionException.class).hasCause(failure);
    }
  }

  /// They wait for nothing themselves.
  @Test
  void whatDependsOnAFutureIsCompletedAsAnyOther() {
    CompletableFuture<Integer> future = Channel.<Integer>rendezvous().receiving().toFuture();
    assertThat(future.thenApply(value -> value + 1).complete(7)).isTrue();
    assertThat(future.thenApply(value -> value + 1).cancel(true)).isTrue();
    assertThat(future).isNotDone();
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
