package dev.weft.observe;

import static dev.weft.testing.Eventually.until;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Fiber;
import dev.weft.Scope;
import dev.weft.Weft;
import dev.weft.internal.fiber.CancelWatch;
import dev.weft.internal.run.Engine;
import dev.weft.schedule.Scheduler;
import dev.weft.sync.OneShot;
import dev.weft.testing.OnEveryScheduler;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

@SuppressWarnings("try") // closing a scope may park
class CancellationWatchTest {
  private static final Duration BEFORE = CancelWatch.grace();
  private static final Queue<IgnoredCancellation> REPORTS = new ConcurrentLinkedQueue<>();

  @BeforeAll
  static void install() {
    CancelWatch.grace(Duration.ofMillis(30));
    CancellationWatch.install(
        new RuntimeListener() {
          @Override
          public void cancellationIgnored(IgnoredCancellation fiber) {
            REPORTS.add(fiber);
          }
        });
  }

  @AfterAll
  static void restore() {
    CancelWatch.grace(BEFORE);
  }

  @OnEveryScheduler
  void aFiberThatIgnoresItsCancellationIsReportedOnceWithItsStack(Scheduler scheduler) throws Exception {
    REPORTS.clear();
    var why = new IllegalStateException("enough");
    Weft.with(scheduler)
        .run(
            () -> {
              var go = new OneShot<String>();
              try (var scope = Scope.open()) {
                Fiber<String> deaf = deaf(scope, go);
                deaf.cancel(why);
                until("reported", () -> !REPORTS.isEmpty());
                Fiber<String> obedient = scope.fork("obedient", go::await);
                obedient.cancel(why); // makes the scope look again
                Fiber.sleep(Duration.ofMillis(70)); // two more looks would have come by now
                go.complete("end");
                assertThat(REPORTS).singleElement().satisfies(report -> assertThat(report.fiber()).isSameAs(deaf));
              }
            });
    IgnoredCancellation report = REPORTS.remove();
    assertThat(report.cause()).isSameAs(why);
    assertThat(report.since()).isGreaterThanOrEqualTo(Duration.ofMillis(30));
    assertThat(report.stack()).anyMatch(frame -> frame.getMethodName().equals("stubborn"));
    assertThat(report)
        .asString()
        .startsWith("fiber deaf (forked at CancellationWatchTest.java:")
        .contains("goes on", "enough");
  }

  /// Waits, whether it is cancelled or not.
  private static Fiber<String> deaf(Scope scope, OneShot<String> go) {
    Fiber<String> fiber = scope.fork("deaf", () -> stubborn(go));
    until("waits", () -> go.toString().endsWith(", 1 waiting"));
    return fiber;
  }

  private static String stubborn(OneShot<String> go) throws Exception {
    return Fiber.uncancellable(go::await);
  }

  /// Else the report of a deadlock would wait for it, and virtual time jump to it.
  @OnEveryScheduler
  void isNoTimerOfTheScheduler(Scheduler scheduler) throws Exception {
    CancelWatch.grace(Duration.ofHours(1));
    try {
      Weft.with(scheduler)
          .run(
              () -> {
                var go = new OneShot<String>();
                try (var scope = Scope.open()) {
                  deaf(scope, go).cancel();
                  assertThat(((Engine) scheduler).timersSet()).isFalse();
                  go.complete("end");
                }
              });
    } finally {
      CancelWatch.grace(Duration.ofMillis(30));
    }
  }

  @OnEveryScheduler
  void theLongestTimeIsForEver(Scheduler scheduler) throws Exception {
    REPORTS.clear();
    Duration before = CancelWatch.grace();
    CancelWatch.grace(Duration.ofNanos(Long.MAX_VALUE));
    try {
      Weft.with(scheduler)
          .run(
              () -> {
                var go = new OneShot<String>();
                try (var scope = Scope.open()) {
                  deaf(scope, go).cancel();
                  Fiber.sleep(Duration.ofMillis(1)); // the carrier looks at its timers
                  go.complete("end");
                }
              });
    } finally {
      CancelWatch.grace(before);
    }
    assertThat(REPORTS).isEmpty();
  }
}
