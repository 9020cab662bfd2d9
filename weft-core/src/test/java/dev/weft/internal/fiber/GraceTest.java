package dev.weft.internal.fiber;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GraceTest {
  private static final String PROPERTY = "dev.weft.cancellation.grace";
  private static final long FIVE_SECONDS = 5_000_000_000L;

  @AfterEach
  void clear() {
    System.clearProperty(PROPERTY);
  }

  @Test
  void isFiveSeconds() {
    assertThat(Grace.configured()).isEqualTo(FIVE_SECONDS);
  }

  @ParameterizedTest
  @CsvSource({"PT0.5S, 500000000", "PT1M, 60000000000", "PT99999999H, 9223372036854775807"})
  void isWhatThePropertySays(String text, long nanos) {
    System.setProperty(PROPERTY, text);
    assertThat(Grace.configured()).isEqualTo(nanos);
  }

  @ParameterizedTest
  @ValueSource(strings = {"500ms", "-1", "", "PT0S", "PT-1S"})
  void whatIsNoTimeLeavesTheDefault(String text) {
    System.setProperty(PROPERTY, text);
    assertThat(Grace.configured()).isEqualTo(FIVE_SECONDS);
  }

  @Test
  void isLongerThanNone() {
    assertThatThrownBy(() -> Grace.nanos(Duration.ZERO)).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("PT0S");
  }
}
