package dev.weft.check.engine.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StacksTest {
  /// Otherwise all failed assertions of a test would be one bug, in the library's file.
  @ParameterizedTest
  @ValueSource(strings = {"org.junit.jupiter.api.AssertionFailureBuilder", "org.junit.Assert", "org.opentest4j.AssertionFailedError",
      "org.assertj.core.api.AbstractAssert", "org.hamcrest.MatcherAssert", "com.google.common.truth.Subject"})
  void anAssertionIsWhereItIsWritten(String library) {
    StackTraceElement[] frames = {frame(library, "fail", 158), frame("bank.SeatsTest", "numbersAgree", 27),
        frame("java.lang.reflect.Method", "invoke", 565)};
    assertThat(Stacks.place(frames)).isEqualTo("SeatsTest.java:27");
    assertThat(Stacks.visible(frames)).isEqualTo(List.of(frames[1]));
  }

  @Test
  void whatTheJdkDoesForTheApplicationIsShown() {
    StackTraceElement[] frames = {frame("java.util.ArrayList$Itr", "next", 1042), frame("bank.Seats", "list", 7)};
    assertThat(Stacks.visible(frames)).containsExactly(frames);
    assertThat(Stacks.place(frames)).isEqualTo("Seats.java:7");
  }

  private static StackTraceElement frame(String type, String method, int line) {
    return new StackTraceElement(type, method, type.substring(type.lastIndexOf('.') + 1) + ".java", line);
  }
}
