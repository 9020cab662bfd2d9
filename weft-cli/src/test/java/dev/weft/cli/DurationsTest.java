package dev.weft.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationsTest {
  @ParameterizedTest
  @CsvSource({"500ms, PT0.5S", "10s, PT10S", "2m, PT2M", "1h, PT1H", "007s, PT7S", "999999999999h, PT999999999999H"})
  void eachUnit(String text, Duration duration) throws UsageException {
    assertThat(Durations.parse("--time", text)).isEqualTo(duration);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "s", "10", "10 s", " 10s", "10S", "1.5s", "+1s", "-1s", "1d", "1000000000000s", "0s", "00ms"})
  void whatIsNoneIsRefusedByTheNameOfTheOption(String text) {
    assertThatThrownBy(() -> Durations.parse("--time", text))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("--time takes a duration ")
        .hasMessageEndingWith("not '" + text + "'");
  }
}
