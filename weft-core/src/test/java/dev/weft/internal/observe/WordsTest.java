package dev.weft.internal.observe;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordsTest {
  private static final class Inner {}

  @ParameterizedTest
  @CsvSource({
    "0, 0 ms", "999, 999 ms", "1000, 1.0 s", "99999, 100.0 s", "100000, 1 min", "7199999, 119 min", "7200000, 2 h", "90000000, 25 h"
  })
  void durationsAsTheyAreRead(long millis, String text) {
    assertThat(Words.duration(Duration.ofMillis(millis))).isEqualTo(text);
  }

  @Test
  void onlyOneIsSingular() {
    assertThat(Words.count(0, "fiber")).isEqualTo("0 fibers");
    assertThat(Words.count(1, "fiber")).isEqualTo("1 fiber");
    assertThat(Words.count(2, "fiber")).isEqualTo("2 fibers");
  }

  @Test
  void objectsByTheirOwnNameAndThoseWithoutOneByTheirClasss() {
    assertThat(Words.identity(new Object())).matches("Object@[0-9a-f]+");
    assertThat(Words.identity(new Inner())).matches("Inner@[0-9a-f]+");
    assertThat(Words.identity(new Object() {})).matches("WordsTest\\$1@[0-9a-f]+");
  }

  @Test
  void threadsByTheirNameElseByTheirNumber() {
    Thread nameless = Thread.ofVirtual().unstarted(() -> {});
    Thread named = Thread.ofVirtual().name("fetch").unstarted(() -> {});
    assertThat(Words.title("virtual thread", Words.name(nameless))).isEqualTo("virtual thread #" + nameless.threadId());
    assertThat(Words.title("virtual thread", Words.name(named))).isEqualTo("virtual thread fetch");
    assertThat(Words.title("fiber", "thread #3")).as("a fiber that somebody has called so").isEqualTo("fiber thread #3");
  }
}
