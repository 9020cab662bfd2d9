package dev.weft;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.schedule.Scheduler;
import dev.weft.testing.OnEveryScheduler;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Who a fiber is: its number, name and spawn site.
class FiberIdentityTest {
  @OnEveryScheduler
  void namesAndNumbers(Scheduler scheduler) throws Exception {
    Weft.with(scheduler)
        .run(
            () -> {
              Fiber<?> main = Fiber.current().orElseThrow();
              Set<Long> numbers = new HashSet<>(List.of(main.id()));
              try (var scope = Scope.open()) {
                for (int i = 0; i < 10; i++) {
                  Fiber<Optional<Fiber<?>>> unnamed = scope.fork(() -> Fiber.current());
                  assertThat(unnamed.name()).isEqualTo("fiber-" + unnamed.id());
                  assertThat(numbers.add(unnamed.id())).isTrue();
                  assertThat(unnamed.join().orElseThrow()).isSameAs(unnamed);
                }
                Fiber<String> named = scope.fork("index", () -> Thread.currentThread().getName());
                assertThat(named.name()).isEqualTo("index");
                assertThat(named.join()).as("the thread's name").isEqualTo("index");
                assertThat(named).asString().startsWith("fiber index");
                assertThat(Fiber.current()).containsSame(main);
              }
            });
  }

  @Test
  void outsideFibersThereIsNoCurrentOne() {
    assertThat(Fiber.current()).isEmpty();
  }

  @OnEveryScheduler
  void theSpawnSiteIsTheLineOfTheFork(Scheduler scheduler) throws Exception {
    Weft.with(scheduler)
        .run(
            () -> {
              try (var scope = Scope.open()) {
                int line = new Throwable().getStackTrace()[0].getLineNumber();
                Fiber<Integer> one = scope.fork(() -> 1);
                Fiber<Integer> two = scope.fork("two", () -> 2);
                assertThat(one.spawnSite().place()).isEqualTo("FiberIdentityTest.java:" + (line + 1));
                assertThat(two.spawnSite().place()).isEqualTo("FiberIdentityTest.java:" + (line + 2));
                assertThat(two.spawnSite().method()).startsWith("FiberIdentityTest.").contains("theSpawnSiteIsTheLineOfTheFork");
                assertThat(two).asString().contains("forked at FiberIdentityTest.java:" + (line + 2));
              }
            });
  }
}
