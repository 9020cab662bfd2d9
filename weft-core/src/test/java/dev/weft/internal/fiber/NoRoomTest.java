package dev.weft.internal.fiber;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Outcome;
import dev.weft.SpawnSite;
import dev.weft.internal.run.Engines;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/// A fiber for whose stack the carrier has no memory.
class NoRoomTest {
  private static final class Noting extends Owner {
    final List<FiberTask<?>> ended = new ArrayList<>();

    Noting() {
      super(Engines.standard(), null);
    }

    @Override
    protected void ended(FiberTask<?> fiber) {
      ended.add(fiber);
    }

    @Override
    protected void told(FiberTask<?> fiber) {}

    @Override
    public String name() {
      return "noting";
    }
  }

  @Test
  void failsWithItAndLeavesItsScope() {
    var scope = new Noting();
    var began = new AtomicBoolean();
    var fiber = new FiberTask<Boolean>(scope, null, () -> began.getAndSet(true), new SpawnSite("here", "test"));
    scope.add(fiber);
    var why = new OutOfMemoryError("no room");
    fiber.cannotRun(why);
    assertThat(began).isFalse();
    assertThat(fiber.outcome().orElseThrow()).isInstanceOfSatisfying(Outcome.Failure.class, failure -> assertThat(failure.cause()).isSameAs(why));
    assertThat(scope.ended).containsExactly(fiber);
    assertThat(scope.closeIfEmpty()).as("no fiber left").isTrue();
  }
}
