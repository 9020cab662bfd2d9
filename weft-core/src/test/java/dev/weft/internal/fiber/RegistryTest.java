package dev.weft.internal.fiber;

import static dev.weft.testing.Eventually.until;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Fiber;
import dev.weft.Scope;
import dev.weft.Weft;
import dev.weft.schedule.Scheduler;
import dev.weft.sync.OneShot;
import dev.weft.testing.OnEveryScheduler;
import java.util.List;
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
}
