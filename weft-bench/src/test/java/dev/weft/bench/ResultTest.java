package dev.weft.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ResultTest {
  private static Measurement measured(String suite, String system, double value) {
    return new Measurement(suite, system, "default", "ns/op", value);
  }

  @Test
  void gathersEachSuiteAndSystemInTheOrderOfTheirFirstAppearance() {
    List<Result> results =
        Result.gather(
            List.of(
                measured("yield", "weft", 30), measured("yield", "go", 10), measured("chain", "go", 1),
                measured("yield", "weft", 20), measured("yield", "go", 12), measured("yield", "weft", 40)));

    assertThat(results)
        .containsExactly(
            new Result("yield", "weft", "default", "ns/op", 30, 20, 40, 3),
            new Result("yield", "go", "default", "ns/op", 11, 10, 12, 2),
            new Result("chain", "go", "default", "ns/op", 1, 1, 1, 1));
  }

  @Test
  void isStarvedWhenMostRunsWere() {
    double never = Double.POSITIVE_INFINITY;
    assertThat(Result.gather(List.of(measured("hog", "go", 1), measured("hog", "go", never), measured("hog", "go", never))))
        .singleElement()
        .matches(Result::starved)
        .matches(result -> result.min() == 1);
  }
}
