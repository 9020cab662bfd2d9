package dev.weft;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.internal.run.Engine;
import dev.weft.schedule.Scheduler;
import dev.weft.testing.OnEveryScheduler;

/// A thread local of the program's throws when a fiber is to inherit it: then nothing was forked, and its scope and its scheduler can be closed.
@SuppressWarnings("try") // closing a scope may park
class FailedStartTest {
  private static final class Unwilling extends InheritableThreadLocal<Integer> {
    private final int willing;
    private int asked;

    Unwilling(int willing) {
      this.willing = willing;
    }

    @Override
    protected Integer childValue(Integer value) {
      if (asked++ == willing) {
        throw new IllegalStateException("thrown by a test: not for you");
      }
      return value;
    }
  }

  /// What a fiber inherits may be asked for more than once.
  @OnEveryScheduler
  void nothingWasForked(Scheduler scheduler) throws Exception {
    Action nothing = () -> {};
    for (int willing = 0; willing < 2; willing++) {
      var local = new Unwilling(willing);
      local.set(1);
      try (var scope = Scope.on((Engine) scheduler)) {
        assertThatThrownBy(
                () -> {
                  scope.fork(nothing);
                  scope.fork(nothing);
                })
            .hasMessage("thrown by a test: not for you");
      } finally {
        local.remove();
      }
    }
  }
}
