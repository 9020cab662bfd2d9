package dev.weft.internal.fiber;

import static dev.weft.testing.Eventually.until;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Fiber;
import dev.weft.Scope;
import dev.weft.Weft;
import dev.weft.schedule.Scheduler;
import dev.weft.sync.OneShot;
import dev.weft.testing.OnEveryScheduler;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

@SuppressWarnings("try") // closing a scope may park
class RegistryTest {
  private static Stream<FiberTask<?>> of(Scheduler scheduler) {
    return Registry.fibers().filter(fiber -> fiber.engine() == scheduler);
  }

  @OnEveryScheduler
  void findsAllLiveFibersDownTheTree(Scheduler scheduler) throws Exception {
    Weft.with(scheduler)
        .run(
            () -> {
              var go = new OneShot<String>();
              try (var scope = Scope.open().named("outer")) {
                scope.fork(
                    "parent",
                    () -> {
                      try (var inner = Scope.open().named("inner")) {
                        inner.fork("child", go::await);
                      }
                    });
                until("all there", () -> go.toString().endsWith(", 1 waiting"));
                assertThat(of(scheduler).map(Fiber::name)).containsExactly("main", "parent", "child");
                List<FiberTask<?>> fibers = of(scheduler).toList();
                assertThat(fibers.get(2).owner().name()).isEqualTo("scope inner");
                assertThat(fibers.get(2).owner().parent()).isSameAs(fibers.get(1));
                assertThat(fibers.get(1).scopes()).singleElement().isSameAs(fibers.get(2).owner());
                go.complete("end");
              }
            });
    assertThat(of(scheduler)).isEmpty();
    assertThat(Registry.roots()).noneMatch(root -> root.engine() == scheduler);
  }

  @OnEveryScheduler
  void aFiberThatIgnoresItsCancellationIsReportedOnceWithItsStack(Scheduler scheduler) throws Exception {
    Duration before = CancelWatch.grace();
    CancelWatch.grace(Duration.ofMillis(30));
    var reported = new AtomicReference<String>();
    CancelWatch.Listener listener =
        (fiber, cause, since, stack) -> {
          if (fiber.engine() == scheduler) {
            assertThat(since).isGreaterThanOrEqualTo(Duration.ofMillis(30));
            reported.accumulateAndGet(
                fiber.name() + " " + cause.getMessage() + " " + Stream.of(stack).anyMatch(f -> f.getMethodName().equals("stubborn")),
                (old, report) -> old == null ? report : old + " and again " + report);
          }
        };
    CancelWatch.listen(listener);
    try {
      Weft.with(scheduler)
          .run(
              () -> {
                var go = new OneShot<String>();
                try (var scope = Scope.open()) {
                  Fiber<String> deaf = scope.fork("deaf", () -> stubborn(go));
                  until("waits", () -> go.toString().endsWith(", 1 waiting"));
                  deaf.cancel(new IllegalStateException("enough"));
                  until("reported", () -> reported.get() != null);
                  Fiber.sleep(Duration.ofMillis(70)); // two more looks would have come by now
                  go.complete("end");
                }
              });
    } finally {
      CancelWatch.unlisten(listener);
      CancelWatch.grace(before);
    }
    assertThat(reported).hasValue("deaf enough true");
  }

  private static String stubborn(OneShot<String> go) throws Exception {
    return Fiber.uncancellable(go::await);
  }
}
