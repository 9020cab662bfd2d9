package dev.weft.internal.util;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
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
}
