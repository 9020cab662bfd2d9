package dev.weft;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.schedule.Scheduler;
import dev.weft.schedule.Schedulers;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class StandardSchedulerTest {
  /// It is everybody's: who closes it must not take it from the others.
  @Test
  void closingItDoesNothing() throws Exception {
    try (Scheduler standard = Schedulers.standard()) {
      assertThat(Weft.with(standard).call(() -> "on it")).isEqualTo("on it");
    }
    assertThat(Weft.call(() -> "still")).isEqualTo("still");
    assertThat(Scope.all(List.of(1, 2), n -> 2 * n)).containsExactly(2, 4);
    Timer.after(Duration.ofMillis(1)).await();
  }
}
