package dev.weft;

import dev.weft.schedule.Schedulers;
import dev.weft.testing.HangGuard;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// So many failures in one scope that whatever is done for each must not look at all others.
@SuppressWarnings("try") // closing a scope may park
class ManyFailuresTest {
  private static final int MANY = 100_000;
  private static final Duration LIMIT = Duration.ofSeconds(40);
  private static final RuntimeException FAILURE = new IllegalStateException("thrown by a test: each of many");

  @Test
  void allAreJoined() throws Exception {
    HangGuard.run(LIMIT, Schedulers.workStealing(2), ManyFailuresTest::forkAndJoin);
  }

  private static void forkAndJoin() throws InterruptedException {
    List<Fiber<Void>> fibers = new ArrayList<>();
    try (var scope = Scope.open(Policy.collectAll())) {
      for (int i = 0; i < MANY; i++) {
        fibers.add(scope.fork(ManyFailuresTest::fail));
      }
      for (Fiber<Void> fiber : fibers) {
        fiber.ending().await();
      }
      for (Fiber<Void> fiber : fibers) {
        try {
          fiber.join();
        } catch (FiberFailedException e) {
          // told, so that the scope does not tell it again
        }
      }
    }
  }

  private static void fail() {
    throw FAILURE;
  }
}
