package dev.weft.internal.fiber;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.CancelledException;
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

  /// One that has been cancelled before it was its turn ends before, and whoever joins it is told.
  @Test
  void aFiberThatLearnsOfItsScopesCancellationByTheEndOfAnotherIsCancelledToo() throws Exception {
    var scope = new BareOwner();
    assertThat(outcomeOfJoin(scope, scope)).isInstanceOf(Outcome.Cancelled.class);
  }

  @Test
  void soIsOneInAScopeFurtherDown() throws Exception {
    var outer = new BareOwner();
    var parent = new FiberTask<Boolean>(outer, null, () -> true, new SpawnSite("here", "test"));
    assertThat(outcomeOfJoin(new BareOwner(parent), outer)).isInstanceOf(Outcome.Cancelled.class);
  }

  @Test
  void butNotOneInAScopeThatIsOpenedAfterTheCancellationHasArrived() throws Exception {
    var outer = new BareOwner();
    var parent = new FiberTask<Boolean>(outer, null, () -> true, new SpawnSite("here", "test"));
    parent.cancel(new IOException("stop"));
    assertThat(outcomeOfJoin(new BareOwner(parent), outer)).isInstanceOf(Outcome.Failure.class);
  }

  @Test
  void norOneInAScopeThatIsOpenedInAShield() throws Exception {
    var outer = new BareOwner();
    var parent = new FiberTask<Boolean>(outer, null, () -> true, new SpawnSite("here", "test"));
    BareOwner shielded = parent.shielded(() -> new BareOwner(parent));
    assertThat(outcomeOfJoin(shielded, outer)).isInstanceOf(Outcome.Failure.class);
  }

  /// Of a fiber whose join is told of a cancellation. It is not in its scope's list: nobody tells itself.
  private static Outcome<Boolean> outcomeOfJoin(BareOwner scope, BareOwner cancelled) throws InterruptedException {
    var why = new IOException("stop");
    var fiber =
        new FiberTask<Boolean>(
            scope,
            null,
            () -> {
              cancelled.cancel(why);
              throw new CancelledException("the other one was cancelled", why);
            },
            new SpawnSite("here", "test"));
    Thread.ofVirtual().start(fiber).join();
    scope.add(fiber); // it has left a list that it was not in
    assertThat(scope.closeIfEmpty()).isTrue();
    assertThat(cancelled.closeIfEmpty()).isTrue();
    return fiber.outcome().orElseThrow();
  }
}
