package dev.weft.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class StatisticsTest {
  @Test
  void medianOfAnOddNumberIsTheMiddleOne() {
    assertThat(Statistics.median(9, 1, 5)).isEqualTo(5);
  }

  @Test
  void medianOfAnEvenNumberIsTheMeanOfTheMiddleTwo() {
    assertThat(Statistics.median(10, 2, 4, 1)).isEqualTo(3);
  }

  @Test
  void oneOutlierDoesNotMoveTheMedian() {
    assertThat(Statistics.median(100, 101, 99, 100, 1_000_000)).isEqualTo(100);
  }

  @Test
  void starvedRunsAreTheLargest() {
    double starved = Double.POSITIVE_INFINITY;
    assertThat(Statistics.median(1, starved, 3)).isEqualTo(3);
    assertThat(Statistics.median(1, starved, starved)).isEqualTo(starved);
    assertThat(Statistics.max(1, starved)).isEqualTo(starved);
    assertThat(Statistics.min(1, starved)).isEqualTo(1);
  }

  @Test
  void noValuesHaveNoMedian() {
    assertThatThrownBy(() -> Statistics.median()).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void exponentOfGrowth() {
    assertThat(Statistics.exponent(10_000, 50, 1_000_000, 50)).as("linear").isCloseTo(1, within(1e-9));
    assertThat(Statistics.exponent(10, 50, 1_000, 5_000)).as("quadratic").isCloseTo(2, within(1e-9));
    assertThat(Statistics.exponent(10, 50, 1_000, 5)).as("better than linear").isCloseTo(0.5, within(1e-9));
  }
}
