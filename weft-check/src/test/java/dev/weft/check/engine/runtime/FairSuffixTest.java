package dev.weft.check.engine.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// What is new to the fair part of a schedule, and what it has seen before.
class FairSuffixTest {
  private static final int LONG = 1_000_000;
  private static final Bounds BOUNDS = new Bounds(0, 2_000, Long.MAX_VALUE, 0, 0);

  @Test
  void whatRepeatsItselfIsEndless() {
    FairSuffix suffix = new FairSuffix();
    suffix.begin(BOUNDS, 0);
    long event = 0;
    while (event < LONG && !suffix.isEndless(event)) {
      suffix.value((int) (event % 500), event++);
    }
    assertThat(event).isLessThan(LONG);
  }

  @Test
  void whatIsNewEachTimeIsNot() {
    FairSuffix suffix = new FairSuffix();
    suffix.begin(BOUNDS, 0);
    for (long event = 0; event < 50_000; event++) {
      suffix.value((int) event, event);
      assertThat(suffix.isEndless(event)).isFalse();
    }
  }

  @Test
  void theNextOneBeginsWithNothingSeen() {
    FairSuffix suffix = new FairSuffix();
    for (int schedule = 0; schedule < 2; schedule++) {
      suffix.begin(BOUNDS, 0);
      for (int value = 0; value < 50_000; value++) {
        suffix.value(value, value);
        assertThat(suffix.isEndless(value)).isFalse();
      }
    }
  }
}
