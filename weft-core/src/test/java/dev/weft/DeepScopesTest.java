package dev.weft;

import dev.weft.schedule.Schedulers;
import dev.weft.testing.HangGuard;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Scopes in fibers in scopes, so deep that whatever is done at each level must not look at all above it.
@SuppressWarnings("try") // closing a scope may park
class DeepScopesTest {
  private static final int DEPTH = 100_000;
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private static void nest(int depth) throws Exception {
    if (depth > 0) {
      try (var scope = Scope.open()) {
        scope.fork(() -> nest(depth - 1));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void areOpenedAndClosed(boolean underDeadline) throws Exception {
    HangGuard.run(
        LIMIT,
        Schedulers.workStealing(2),
        () -> {
          if (underDeadline) {
            Deadline.in(Duration.ofHours(1)).run(() -> nest(DEPTH));
          } else {
            nest(DEPTH);
          }
        });
  }
}
