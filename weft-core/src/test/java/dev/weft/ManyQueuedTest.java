package dev.weft;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.schedule.Schedulers;
import dev.weft.sync.OneShot;
import dev.weft.testing.HangGuard;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// So many fibers that wait for a place in one scope that cancelling one of them must not look at all others.
class ManyQueuedTest {
  private static final int MANY = 400_000;
  private static final Duration LIMIT = Duration.ofSeconds(40);

  @Test
  void eachIsCancelledByItself() throws Exception {
    HangGuard.run(LIMIT, Schedulers.workStealing(2), ManyQueuedTest::forkAndCancel);
  }

  private static void forkAndCancel() throws InterruptedException {
    List<Fiber<Void>> queued = new ArrayList<>();
    Action nothing = () -> {};
    try (var scope = Scope.open(Policy.failFast(), Limit.of(1))) {
      var go = new OneShot<Boolean>();
      scope.fork(go::await);
      for (int i = 0; i < MANY; i++) {
        queued.add(scope.fork(nothing));
      }
      for (Fiber<Void> last : queued.reversed()) {
        last.cancel();
      }
      go.complete(true);
    }
    assertThat(queued).allMatch(fiber -> fiber.outcome().orElseThrow() instanceof Outcome.Cancelled);
  }
}
