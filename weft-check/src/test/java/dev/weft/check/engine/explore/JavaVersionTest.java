package dev.weft.check.engine.explore;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JavaVersionTest {
  @ParameterizedTest
  @ValueSource(strings = {"25", "25.0.1+8-LTS", "25.0.2", "25.0.3-ea", "24.0.9"})
  void refusesOlderOnesAndSaysWhatToDo(String version) {
    assertThat(JavaVersion.unfit(Runtime.Version.parse(version))).startsWith("this Java is " + version + ", but it takes 25.0.3 or newer")
        .contains("JDK-8369227", "Install an update of JDK 25, and set JAVA_HOME to it");
  }

  @ParameterizedTest
  @ValueSource(strings = {"25.0.3", "25.0.3+9-LTS", "25.0.3.1", "25.0.4", "25.1", "26-ea+12", "27"})
  void takesThisOneAndNewer(String version) {
    assertThat(JavaVersion.unfit(Runtime.Version.parse(version))).isNull();
  }

  @Test
  void takesTheOneThatRunsTheTests() {
    assertThat(JavaVersion.unfit(Runtime.version())).isNull();
  }
}
