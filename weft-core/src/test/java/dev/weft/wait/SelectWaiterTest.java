package dev.weft.wait;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.Weft;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// A waiter with several places: each can win, and all of them are told of.
class SelectWaiterTest {
  private final WaitQueueTest.Never one = new WaitQueueTest.Never("one");
  private final WaitQueueTest.Never two = new WaitQueueTest.Never("two");

  private SelectWaiter waiter() {
    return new SelectWaiter(new Event<?>[] {one, two}, null);
  }

  @Test
  void theFirstPlaceIsTheWaiterItself() {
    var waiter = waiter();
    assertThat(waiter.places()).hasSize(2);
    assertThat(waiter.places()[0]).isSameAs(waiter);
    assertThat(waiter.places()[1].event()).isSameAs(two);
    assertThat(waiter.places()[1].waiter()).isSameAs(waiter);
    assertThat(waiter.places()[1].position()).isEqualTo(1);
    assertThatThrownBy(waiter::winner).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void aLimitHasTheLastPlace() throws Exception {
    Weft.run(() -> {
      var limit = new TimeLimit(Duration.ofDays(1));
      var places = new SelectWaiter(new Event<?>[] {one, two}, limit).places();
      assertThat(places).hasSize(3);
      assertThat(places[2].event()).isSameAs(limit);
    });
  }

  @Test
  void whicheverPlaceIsSettledWins() {
    for (int i = 0; i < 2; i++) {
      var waiter = waiter();
      WaitNode place = waiter.places()[i];
      assertThat(waiter.trySettle()).isTrue();
      place.succeed("it");
      waiter.finish(place);
      assertThat(waiter.winner()).isSameAs(place);
      assertThat(waiter.winner().result()).isEqualTo("it");
    }
  }

  @Test
  void tellsAllThatItWaitsForInTheOrderOfTheClauses() {
    var waiter = waiter();
    WaitNode[] places = waiter.places();
    WaitNode first = places[0];
    places[0] = places[1];
    places[1] = first;
    assertThat(waiter.reasons()).containsExactly(one.reason(), two.reason());
    assertThat(waiter.holders()).isEmpty();
  }
}
