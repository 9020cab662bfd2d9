package dev.weft.internal.fiber;

import static dev.weft.testing.Eventually.until;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Fiber;
import dev.weft.SpawnSite;
import dev.weft.sync.OneShot;
import java.io.IOException;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Whoever cancels a scope may be stopped by the system before it has told the fibers.
class LateWatchTest implements GraceWatch.Listener {
  private final Duration before = GraceWatch.grace();
  private final Queue<FiberTask<?>> reported = new ConcurrentLinkedQueue<>();
  private final OneShot<String> go = new OneShot<>();

  @BeforeEach
  void listen() {
    GraceWatch.grace(Duration.ofMillis(1));
    GraceWatch.listen(this);
  }

  @AfterEach
  void leave() {
    GraceWatch.unlisten(this);
    GraceWatch.grace(before);
  }

  @Override
  public void ignoresCancellation(FiberTask<?> fiber, Throwable cause, Duration since, StackTraceElement[] stack) {
    reported.add(fiber);
  }

  @Override
  public void ignoresDeadline(Region body, Duration since, StackTraceElement[] stack) {}

  @Test
  void whoIsToldLaterThanTheTimeThatItHasIsReportedAllTheSame() throws Exception {
    var scope = new BareOwner();
    FiberTask<String> deaf = deafIn(scope, 1);
    Cancellation why = Cancellation.now(new IOException("stop"));
    assertThat(scope.markCancelled(why)).isTrue();

    var another = new BareOwner();
    FiberTask<String> sooner = deafIn(another, 2);
    another.cancel(new IOException("stop"));
    until("a look at the first scope would have come by now", () -> reported.contains(sooner));
    assertThat(reported).doesNotContain(deaf);

    Cascade.from(scope, why);
    until("reported", () -> reported.contains(deaf));
    go.complete("end");
    until("closed", () -> scope.closeIfEmpty() && another.closeIfEmpty());
  }

  private FiberTask<String> deafIn(BareOwner scope, int waiting) {
    var fiber = new FiberTask<>(scope, null, () -> Fiber.uncancellable(go::await), new SpawnSite("here", "test"));
    scope.add(fiber);
    Thread.ofVirtual().start(fiber);
    until("waits", () -> go.toString().endsWith(", " + waiting + " waiting"));
    return fiber;
  }
}
