package dev.weft.observe;

import static dev.weft.observe.Tables.groupOf;
import static dev.weft.testing.Deadlines.runUnder;
import static dev.weft.testing.Eventually.until;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.Deadline;
import dev.weft.DeadlineExceededException;
import dev.weft.Fiber;
import dev.weft.Scope;
import dev.weft.Weft;
import dev.weft.internal.fiber.GraceWatch;
import dev.weft.internal.run.Engine;
import dev.weft.schedule.Scheduler;
import dev.weft.sync.OneShot;
import dev.weft.testing.OnEveryScheduler;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@SuppressWarnings("try") // closing a scope may park
@Timeout(60)
class CancellationWatchTest {
  private static final Duration BEFORE = GraceWatch.grace();
  private static final Queue<IgnoredCancellation> REPORTS = new ConcurrentLinkedQueue<>();
  private static final Queue<IgnoredDeadline> LATE = new ConcurrentLinkedQueue<>();

  /// Forks have begun before it passes, also on a busy machine.
  private static final Duration ENOUGH_TO_FORK = Duration.ofSeconds(1);

  @BeforeAll
  static void install() {
    GraceWatch.grace(Duration.ofMillis(30));
    CancellationWatch.install(
        new RuntimeListener() {
          @Override
          public void cancellationIgnored(IgnoredCancellation fiber) {
            REPORTS.add(fiber);
          }

          @Override
          public void deadlineIgnored(IgnoredDeadline body) {
            LATE.add(body);
          }
        });
  }

  @AfterAll
  static void restore() {
    GraceWatch.grace(BEFORE);
  }

  @OnEveryScheduler
  void aFiberThatIgnoresItsCancellationIsReportedOnceWithItsStack(Scheduler scheduler) throws Exception {
    forget();
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
                REPORTS.removeIf(report -> report.fiber() == obedient); // it had no processor for so long
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

  private static void forget() {
    REPORTS.clear();
    LATE.clear();
  }

  /// Those whom it waits for are; else a whole tree of scopes would be reported for one culprit.
  @OnEveryScheduler
  void whoOnlyWaitsForItsOwnScopeIsNotReported(Scheduler scheduler) throws Exception {
    forget();
    Weft.with(scheduler)
        .run(
            () -> {
              var go = new OneShot<String>();
              try (var scope = Scope.open()) {
                Fiber<Void> closer = scope.fork("closer", () -> {
                  try (var inner = Scope.open()) {
                    deaf(inner, go);
                  }
                });
                until("waits", CancellationWatchTest::closerCloses);
                closer.cancel();
                releaseAfter(REPORTS, go);
              }
            });
    assertThat(REPORTS).singleElement().satisfies(report -> assertThat(report.fiber().name()).isEqualTo("deaf"));
  }

  private static boolean closerCloses() {
    return groupOf(FiberTable.take(), "closer").first().waits().stream().anyMatch(reason -> reason.action().equals("close"));
  }

  @OnEveryScheduler
  void aBodyThatIgnoresItsDeadlineIsReportedOnceWithItsStack(Scheduler scheduler) throws Exception {
    forget();
    Weft.with(scheduler).run(CancellationWatchTest::ignoreADeadline);
    assertThat(REPORTS).isEmpty();
    IgnoredDeadline late = LATE.remove();
    assertThat(LATE).isEmpty();
    assertThat(late.since()).isGreaterThanOrEqualTo(Duration.ofMillis(30));
    assertThat(late.deadline().length()).isEqualTo(Duration.ofMillis(5));
    assertThat(late.stack()).anyMatch(frame -> frame.getMethodName().equals("stubborn"));
    assertThat(late).asString().startsWith("fiber ").contains(" goes on ", " after its deadline of 5 ms at ");
  }

  @Test
  void soIsOneOnAThreadThatRunsNoFiber() throws Exception {
    forget();
    Thread.currentThread().setName("the main thread");
    runUnder(Duration.ofMillis(5), () -> until("reported", () -> {
      Thread.interrupted();
      return !LATE.isEmpty();
    }));
    assertThat(LATE).singleElement().asString().startsWith("thread the main thread goes on ");
  }

  private static void ignoreADeadline() throws Exception {
    var go = new OneShot<String>();
    try (var scope = Scope.open()) {
      scope.fork(() -> releaseAfter(LATE, go));
      runUnder(Duration.ofMillis(5), () -> stubborn(go));
    }
  }

  /// Three looks after the first report.
  private static void releaseAfter(Queue<?> reports, OneShot<String> go) throws InterruptedException {
    until("reported", () -> !reports.isEmpty());
    Fiber.sleep(Duration.ofMillis(100));
    go.complete("end");
  }

  /// The scope has been cancelled by the deadline, and its fibers are watched.
  @OnEveryScheduler
  void aBodyThatOnlyWaitsForItsOwnScopeIsNotReported(Scheduler scheduler) throws Exception {
    forget();
    Weft.with(scheduler)
        .run(
            () -> {
              var go = new OneShot<String>();
              try (var outer = Scope.open()) {
                outer.fork(() -> releaseAfter(REPORTS, go));
                Deadline.in(ENOUGH_TO_FORK).run(() -> {
                  try (var inner = Scope.open()) {
                    deaf(inner, go);
                  }
                });
              } catch (DeadlineExceededException inTheEnd) {
                assertThat(inTheEnd).hasMessageContaining("1 s");
              }
            });
    assertThat(REPORTS).singleElement().satisfies(report -> assertThat(report.fiber().name()).isEqualTo("deaf"));
    assertThat(LATE).isEmpty();
  }

  /// The outer one has no scope of its own to wait for: the inner one's is what it waits for.
  @Test
  void deadlinesInsideEachOtherAreReportedOnce() throws Exception {
    forget();
    var go = new OneShot<String>();
    try (var outside = Scope.open()) {
      outside.fork(() -> releaseAfter(REPORTS, go));
      assertThatThrownBy(() -> Deadline.in(ENOUGH_TO_FORK.plusMillis(20)).run(() -> Deadline.in(ENOUGH_TO_FORK).run(() -> {
        try (var inner = Scope.open()) {
          deaf(inner, go);
        }
      }))).isInstanceOf(DeadlineExceededException.class);
    }
    assertThat(REPORTS).singleElement().satisfies(report -> assertThat(report.fiber().name()).isEqualTo("deaf"));
    assertThat(LATE).isEmpty();
    var outerOne = Duration.ofMillis(200);
    var threeLooksAfter = outerOne.plusMillis(100);
    var reports = new ArrayList<IgnoredDeadline>();
    long begin = System.nanoTime();
    runUnder(outerOne, () -> runUnder(Duration.ofMillis(5), () -> {
      until("reported", () -> {
        Thread.interrupted();
        return !LATE.isEmpty() && System.nanoTime() - begin > threeLooksAfter.toNanos();
      });
      reports.addAll(LATE); // before it goes on behind the inner one
    }));
    assertThat(reports).singleElement().satisfies(late -> assertThat(late.deadline().length()).isEqualTo(Duration.ofMillis(5)));
  }

  /// The inner one has ended in time.
  @Test
  void aBodyThatGoesOnBehindAnInnerDeadlineIsReported() throws Exception {
    forget();
    runUnder(ENOUGH_TO_FORK, () -> {
      assertThatThrownBy(() -> runUnder(Duration.ofMillis(5), () -> Fiber.sleep(Duration.ofHours(1))))
          .isInstanceOfAny(DeadlineExceededException.class, InterruptedException.class);
      until("reported", () -> {
        Thread.interrupted();
        return LATE.stream().anyMatch(late -> late.deadline().length().equals(ENOUGH_TO_FORK));
      });
    });
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
    GraceWatch.grace(Duration.ofHours(1));
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
      GraceWatch.grace(Duration.ofMillis(30));
    }
  }

  @OnEveryScheduler
  void theLongestTimeIsForEver(Scheduler scheduler) throws Exception {
    forget();
    Duration before = GraceWatch.grace();
    GraceWatch.grace(Duration.ofNanos(Long.MAX_VALUE));
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
      GraceWatch.grace(before);
    }
    assertThat(REPORTS).isEmpty();
  }
}
