package dev.weft;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.weft.channel.Channel;
import dev.weft.channel.ChannelClosedException;
import dev.weft.channel.Received;
import dev.weft.wait.Event;
import dev.weft.wait.WaitNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/// Which clause of a select happens, and what comes of it.
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
  void fairChoiceStaysUniformBehindASwitch() throws Exception {
    Selectable<Integer> inner = Select.any(ready(0), ready(1), ready(2), ready(3));
    assertUniform(inner.when(() -> true));
    assertUniform(inner.map(n -> n).when(() -> true).map(n -> n));
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

  /// Lots are drawn among those that are ready, wherever they stand.
  @Test
  void fairChoiceStaysUniformBesideClausesThatAreNotReady() throws Exception {
    assertUniform(Select.any(SILENT.receiving(), ready(0), SILENT.receiving(), ready(1), ready(2), SILENT.receiving(), ready(3),
        Timer.after(Duration.ofDays(1)).map(_ -> -1)));
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
    assertThat(full(7).receiving().poll(Duration.ZERO)).contains(7);
    assertThat(SILENT.receiving().poll(ofSeconds(-1))).isEmpty();
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

  /// Whatever the limit is.
  @Test
  void anInterruptThatIsThereComesBeforeWhatIsReady() throws Exception {
    Channel<Integer> full = Channel.buffered(1);
    full.send(1);
    for (Selectable<Integer> clauses : List.of(full.receiving(), Select.any(full.receiving(), SILENT.receiving()))) {
      List<ThrowingCallable> waits = List.of(
          clauses::await, () -> clauses.await(ofSeconds(1)), () -> clauses.await(Duration.ZERO), () -> clauses.poll(ofSeconds(1)));
      for (ThrowingCallable wait : waits) {
        Thread.currentThread().interrupt();
        assertThatThrownBy(wait).isInstanceOf(InterruptedException.class);
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
      }
    }
    assertThat(full.tryReceive()).hasValue(1);
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
  void aMapThatReturnsNullIsToldInEveryFormOfWait() throws Exception {
    Channel<Integer> channel = Channel.unlimited();
    channel.sendAll(List.of(1, 2, 3, 4));
    Selectable<Integer> nothing = Select.any(channel.receiving().<Integer>map(_ -> null), Channel.<Integer>rendezvous().receiving());
    String why = "the function of a map has returned null";
    assertThatThrownBy(nothing::await).isInstanceOf(NullPointerException.class).hasMessage(why);
    assertThatThrownBy(() -> nothing.await(Duration.ZERO)).isInstanceOf(NullPointerException.class).hasMessage(why);
    assertThatThrownBy(nothing::poll).isInstanceOf(NullPointerException.class).hasMessage(why);
    assertThat(nothing.toFuture()).failsWithin(Duration.ZERO).withThrowableThat().withMessageContaining(why);
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

  // ---- conditions that throw

  private static boolean broken() {
    throw new IllegalArgumentException("broken");
  }

  /// The value would go to a place that nobody waits at any more.
  @Test
  void aConditionThatThrowsLeavesNothingBehind() throws Exception {
    Channel<Integer> numbers = Channel.rendezvous();
    Selectable<Integer> select = Select.first(numbers.receiving(), SILENT.receiving().when(SelectTest::broken));
    assertThatThrownBy(select::await).isInstanceOf(IllegalArgumentException.class).hasMessage("broken");
    assertThat(numbers.trySend(1)).isFalse();
    assertThatThrownBy(() -> select.await(ofSeconds(1))).hasMessage("broken");
    assertThat(numbers.trySend(2)).isFalse();
    assertThatThrownBy(select::poll).hasMessage("broken");
    assertThat(numbers.trySend(3)).isFalse();
    assertThat(select.toFuture()).isCompletedExceptionally();
    assertThat(numbers.trySend(4)).isFalse();
  }

  @Test
  void aClauseThatIsNullIsNamed() {
    Selectable<Duration> clause = Timer.after(Duration.ZERO);
    assertThatThrownBy(() -> Select.any(clause, null)).isInstanceOf(NullPointerException.class).hasMessageContaining("clause");
    assertThatThrownBy(() -> Select.first(Arrays.asList(null, clause)))
        .isInstanceOf(NullPointerException.class)
        .hasMessageContaining("clause");
  }

  @Test
  void whatHasHappenedCountsMoreThanAConditionThatThrows() throws Exception {
    Channel<Integer> numbers = Channel.rendezvous();
    Selectable<Integer> select =
        Select.first(
            numbers.receiving(),
            SILENT.receiving().when(() -> numbers.trySend(7) && broken()));
    assertThat(select.await()).isEqualTo(7);
  }
}
