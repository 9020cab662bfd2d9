package dev.weft.internal.util;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TextsTest {
  @ParameterizedTest
  @ValueSource(strings = {"", "fetch 1", "übung", "数据", "a\\b", "👩\u200d🔬 in one"})
  void whatIsPlainStays(String text) {
    assertThat(Texts.line(text)).isSameAs(text);
  }

  @Test
  void whatATerminalWouldObeyIsEscaped() {
    assertThat(Texts.line("a\nb\r\tc")).isEqualTo("a\\nb\\r\\tc");
    assertThat(Texts.line("\u001b[2Jgone\u0007\u007f")).isEqualTo("\\u001b[2Jgone\\u0007\\u007f");
    assertThat(Texts.line("\u009b31m")).isEqualTo("\\u009b31m");
    assertThat(Texts.line("one\u2028two\u2029")).isEqualTo("one\\u2028two\\u2029");
    assertThat(Texts.line("txt.\u202eexe\u2066")).isEqualTo("txt.\\u202eexe\\u2066");
  }

  @ParameterizedTest
  @CsvSource({
    "PT0S, 0 s", "PT0.000000001S, 0.000001 ms", "PT0.1S, 100 ms", "PT0.0015S, 1.5 ms", "PT1S, 1 s", "PT5.033S, 5.033 s", "PT10S, 10 s",
    "PT1M, 1 min", "PT1M30S, 1 min 30 s", "PT100M0.5S, 1 h 40 min 500 ms", "PT2H, 2 h", "PT9600H, 400 d", "PT-1S, PT-1S",
    "PT2562047788015215H30M7.999999999S, 106751991167300 d 15 h 30 min 7.999999999 s"
  })
  void durationsAreWrittenInFull(Duration duration, String text) {
    assertThat(Texts.exact(duration)).isEqualTo(text);
  }
}
