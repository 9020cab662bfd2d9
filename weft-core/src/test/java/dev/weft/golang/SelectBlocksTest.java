package dev.weft.golang;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.Action;
import dev.weft.Fiber;
import dev.weft.Scope;
import dev.weft.Select;
import dev.weft.Selectable;
import dev.weft.Weft;
import dev.weft.channel.Channel;
import dev.weft.channel.ChannelClosedException;
import dev.weft.channel.Received;
import dev.weft.schedule.Scheduler;
import dev.weft.testing.OnEveryScheduler;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;

/// Go's `test/chan/select3.go`: which operations and selects wait, and which never do. Go's nil channel is a clause that is switched off.
class SelectBlocksTest {
  private final Channel<Integer> silent = Channel.rendezvous();
  private final Channel<Integer> closed = Channel.rendezvous();
  private final Selectable<Integer> off = Channel.<Integer>rendezvous().receiving().when(() -> false);
  private final Selectable<Integer> offToo = Channel.<Integer>rendezvous().sending(7).when(() -> false);

  @BeforeEach
  void close() {
    closed.close();
  }

  @OnEveryScheduler
  void whatIsNeverReadyWaits(Scheduler scheduler) throws Exception {
    Weft.with(scheduler)
        .run(
            () -> {
              Selectable<Integer> both = Select.any(silent.sending(1), silent.receiving());
              List<Selectable<Integer>> never =
                  List.of(
                      silent.receiving(),
                      silent.sending(7),
                      both, // does not meet itself
                      Select.any(off, silent.receiving()),
                      Select.any(silent.receiving(), offToo, silent.sending(8)));
              for (Selectable<Integer> each : never) {
                assertThat(each.poll()).isEmpty();
                try (var scope = Scope.open()) {
                  var fiber = scope.fork(() -> each.await());
                  Parked.somebody(silent);
                  Parked.end(fiber);
                }
                Parked.nobody(silent);
              }
            });
  }

  @OnEveryScheduler
  void clausesThatAreSwitchedOffAreNeverTaken(Scheduler scheduler) throws Exception {
    Weft.with(scheduler)
        .run(
            () -> {
              assertThat(off.poll()).isEmpty();
              assertThat(offToo.poll()).isEmpty();
              assertThat(Select.any(off, offToo).poll()).isEmpty();
              try (var scope = Scope.open()) {
                var fiber = scope.fork(() -> Select.any(off, offToo).await());
                Fiber.yieldNow();
                Parked.end(fiber);
              }
            });
  }

  @OnEveryScheduler
  void whatIsReadyDoesNotWait(Scheduler scheduler) throws Exception {
    Weft.with(scheduler)
        .run(
            () -> {
              Channel<Integer> buffer = Channel.buffered(1);
              buffer.send(7);
              assertThat(Select.any(off, buffer.receiving(), silent.receiving()).await()).isEqualTo(7);
              Select.any(offToo, buffer.sending(8), silent.receiving()).await();
              assertThat(buffer.receiving().poll()).contains(8);
            });
  }

  @OnEveryScheduler
  void aClosedChannelIsReadyForEver(Scheduler scheduler) throws Exception {
    Weft.with(scheduler)
        .run(
            () -> {
              for (int i = 0; i < 10; i++) {
                assertThat(closed.next()).isEqualTo(new Received.Closed<>());
                assertThat(Select.any(silent.nexting(), closed.nexting()).await()).isEqualTo(new Received.Closed<>());
              }
              refused(() -> closed.send(7));
              refused(() -> Select.any(closed.sending(7), silent.receiving()).await());
              refused(() -> Select.any(closed.receiving(), silent.receiving()).await());
            });
  }

  private static void refused(Action operation) {
    assertThatThrownBy(operation::run).isInstanceOf(ChannelClosedException.class);
  }
}
