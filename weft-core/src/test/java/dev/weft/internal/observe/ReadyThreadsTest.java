package dev.weft.internal.observe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.testing.Bodies;
import dev.weft.testing.Eventually;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReadyThreadsTest {
  @ParameterizedTest
  @CsvSource({"4242 (java) R 1 4242, true", "4242 (C2 (x) S 1) D 1, true", "4242 (java) S 1 4242, false", "4242 (R) S 1, false", "4242 () Z 1, false"})
  void theStateStandsBehindTheName(String stat, boolean ready) {
    assertThat(ReadyThreads.isReadyBy(stat)).isEqualTo(ready);
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void oneThatRunsIsFoundAndTheOneThatAsksIsNot() throws Exception {
    var enough = new AtomicBoolean();
    Thread busy = Bodies.outside(() -> {
      while (!enough.get()) {
        Thread.onSpinWait();
      }
    });
    Eventually.until("one runs", ReadyThreads::any);
    enough.set(true);
    busy.join();
    Eventually.until("none does", () -> !ReadyThreads.any());
  }
}
