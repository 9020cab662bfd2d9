package dev.weft.observe;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import programs.OtherJdk;

class OtherJdkTest {
  @Test
  void whereTheJdkIsAnotherFibersRunOnItsOwnScheduler() throws Exception {
    try (var child = ChildJvm.start(OtherJdk.class)) {
      ChildJvm.Ended ended = child.end();
      assertThat(ended.exitCode()).as(ended.toString()).isZero();
      assertThat(ended.output())
          .startsWith("7\n")
          .contains("work-stealing cannot run fibers in this JVM", "not one it knows how to mount fibers on");
    }
  }
}
