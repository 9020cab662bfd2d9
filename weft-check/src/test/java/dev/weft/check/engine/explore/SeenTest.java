package dev.weft.check.engine.explore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.check.engine.report.Estimate;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SeenTest {
  /// Some draws among equally likely orders: the estimate must come near both numbers, which are known here.
  @Test
  void estimatesHowManyOrdersThereAre() {
    int orders = 1_000;
    var random = new Random(7);
    var seen = new Seen();
    for (int i = 0; i < 1_500; i++) {
      seen.add(1L << 32 | random.nextInt(orders), true);
    }
    Estimate left = seen.left();
    double unseen = (double) (orders - seen.size()) / orders;
    assertThat(left.share()).isBetween(unseen * 0.8, unseen * 1.2);
    assertThat((double) left.atLeast()).isBetween(orders * 0.9, orders * 1.1);
    assertThat(left.atMost()).isFalse();
  }

  @Test
  void givesABoundWhenNothingWasMetJustOnce() {
    var seen = new Seen();
    for (int i = 0; i < 300; i++) {
      assertThat(seen.add(1 + i % 3, true)).isEqualTo(i < 3);
    }
    assertThat(seen.left()).isEqualTo(new Estimate(0.01, true, 3));
    assertThat(seen.left()).hasToString("fewer than 1.0% of further schedules would be new; at least 3 distinct ones are likely");
  }

  @Test
  void countsWhatWasNotDrawnByChanceButEstimatesNothingFromIt() {
    var seen = new Seen();
    for (int i = 0; i < 10_000; i++) {
      seen.add(1 + i, false);
    }
    assertThat(seen.size()).isEqualTo(10_000);
    assertThat(seen.left()).isNull();
    for (int i = 0; i < 100; i++) {
      assertThat(seen.add(1, true)).isFalse();
    }
    assertThat(seen.left().atLeast()).isEqualTo(10_000);
  }
}
