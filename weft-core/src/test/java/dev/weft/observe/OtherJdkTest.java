package dev.weft.observe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import programs.OtherJdk;

class OtherJdkTest {
  @ParameterizedTest
  @ValueSource(strings = {"java.lang.NoSuchFieldError", "java.lang.InternalError"}) // of a handle, of an offset
  void whereTheJdkIsAnotherFibersRunOnItsOwnScheduler(String error) throws Exception {
    try (var child = ChildJvm.start(OtherJdk.class, error)) {
      ChildJvm.Ended ended = child.end();
      assertThat(ended.exitCode()).as(ended.toString()).isZero();
      assertThat(ended.output())
          .startsWith("7\n")
          .contains("work-stealing cannot run fibers in this JVM", "not one it knows how to mount fibers on");
    }
  }

  /// Of such a JVM every virtual thread is a kernel thread.
  @Test
  void andWhereTheJvmHasNoContinuations() throws Exception {
    List<String> options = List.of("-XX:+UnlockExperimentalVMOptions", "-XX:-VMContinuations");
    try (var child = ChildJvm.start(options, OtherJdk.class)) {
      ChildJvm.Ended ended = child.end();
      assertThat(ended.exitCode()).as(ended.toString()).isZero();
      assertThat(ended.output())
          .startsWith("7\n")
          .contains("work-stealing cannot run fibers in this JVM", "VM does not support continuations");
    }
  }
}
