package dev.weft.internal.fiber;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Outcome;
import dev.weft.SpawnSite;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/// A scope's cancellation goes from fiber to fiber; one that gets its first turn meanwhile must not begin.
class LateCancellationTest {
  @Test
  void aFiberThatHasNotHeardOfItsScopesCancellationDoesNotBegin() throws Exception {
    var scope = new BareOwner();
    var began = new AtomicBoolean();
    var fiber = new FiberTask<Boolean>(scope, null, () -> began.getAndSet(true), new SpawnSite("here", "test"));
    scope.cancel(new IOException("stop")); // it is not in the list: nobody tells it
    Thread.ofVirtual().start(fiber).join();
    scope.add(fiber); // it has left a list that it was not in: now the scope counts none, and can leave the tree
    assertThat(scope.closeIfEmpty()).isTrue();
    assertThat(began).isFalse();
    assertThat(fiber.outcome().orElseThrow()).isInstanceOf(Outcome.Cancelled.class);
  }
}
