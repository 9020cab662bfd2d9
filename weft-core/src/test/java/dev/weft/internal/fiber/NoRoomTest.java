package dev.weft.internal.fiber;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Outcome;
import dev.weft.SpawnSite;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/// A fiber for whose stack the carrier has no memory.
class NoRoomTest {
  @Test
  void failsWithItAndLeavesItsScope() {
    var scope = new BareOwner();
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
