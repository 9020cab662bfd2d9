package dev.weft.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class GrowthTest {
  private static Result each(String suite, double value) {
    return new Result(suite, "weft", "event-loop", "ns/op", value, value, value, 1);
  }

  @Test
  void sameCostOfEachTaskIsLinear() {
    assertThat(Growth.table(List.of(each("spawn@10000", 200), each("spawn@100000", 260), each("spawn@1000000", 210))))
        .contains("spawn weft:event-loop")
        .contains("exponent 1.01, linear");
  }

  @Test
  void costThatGrowsWithTheirNumberIsWorse() {
    assertThat(Growth.table(List.of(each("timers@10000", 100), each("timers@1000000", 1_000)))).contains("WORSE");
  }

  @Test
  void aSecondMetricIsARowOfItsOwn() {
    assertThat(Growth.table(List.of(each("parked@10-peak", 1), each("parked@10", 2), each("parked@100-peak", 1), each("parked@100", 2))))
        .contains("parked-peak weft:event-loop")
        .contains("parked weft:event-loop");
  }

  @Test
  void oneSizeSaysNothingOfGrowth() {
    assertThat(Growth.table(List.of(each("spawn@10000", 200)))).doesNotContain("exponent");
  }
}
