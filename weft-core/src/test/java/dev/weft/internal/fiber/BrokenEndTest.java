package dev.weft.internal.fiber;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Fiber;
import dev.weft.Outcome;
import dev.weft.Policy;
import dev.weft.Scope;
import dev.weft.Weft;
import dev.weft.schedule.Scheduler;
import dev.weft.testing.OnEveryScheduler;

/// What goes wrong between the end of a fiber's body and its own end, such as a lack of memory, is its failure; and the next fiber on its
/// strand finds nothing of it.
class BrokenEndTest {
  private static final int FIBERS = 20;
  private static final ThreadLocal<String> LOCAL = new ThreadLocal<>();

  /// A scope that is left open, and whose name is needed to say so.
  private static final class Unspeakable extends Owner {
    Unspeakable(FiberTask<?> opener) {
      super(opener.engine(), opener);
    }

    @Override
    protected void ended(FiberTask<?> fiber) {}

    @Override
    protected void told(FiberTask<?> fiber) {}

    @Override
    public String name() {
      throw new UnsupportedOperationException("no name");
    }
  }

  @OnEveryScheduler
  void isAFailure(Scheduler scheduler) throws Exception {
    Weft.with(scheduler)
        .run(
            () -> {
              try (var scope = Scope.open(Policy.supervise((_, _) -> {}))) {
                for (int i = 0; i < FIBERS; i++) {
                  Fiber<String> broken = scope.fork(BrokenEndTest::endBadly);
                  assertThat(broken.ending().await())
                      .isInstanceOfSatisfying(
                          Outcome.Failure.class, failure -> assertThat(failure.cause()).hasMessage("no name"));
                  assertThat(scope.fork(() -> LOCAL.get() == null).join()).isTrue();
                }
              }
            });
  }

  private static String endBadly() {
    LOCAL.set("left behind");
    new Unspeakable((FiberTask<?>) Fiber.current().orElseThrow());
    return "well";
  }
}
