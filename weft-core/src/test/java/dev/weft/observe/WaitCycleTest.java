package dev.weft.observe;

import static dev.weft.observe.Tables.groupOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.list;

import dev.weft.Fiber;
import dev.weft.Policy;
import dev.weft.Scope;
import dev.weft.Weft;
import dev.weft.schedule.Scheduler;
import dev.weft.sync.Mutex;
import dev.weft.sync.OneShot;
import dev.weft.testing.Eventually;
import dev.weft.testing.OnEveryScheduler;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Who waits for each other in a circle, by the table of fibers.
@SuppressWarnings("try") // closing may park
@Timeout(60)
class WaitCycleTest {
  /// The rest of the program runs on: this one takes the table.
  @OnEveryScheduler
  void thoseWhoWaitForEachOtherInACircleAreNamed(Scheduler scheduler) throws Exception {
    Weft.with(scheduler)
        .run(
            () -> {
              Mutex current = new Mutex().named("current");
              ReentrantLock savings = new ReentrantLock();
              var both = new CountDownLatch(2);
              try (var scope = Scope.open()) {
                scope.fork(
                    "there",
                    () -> {
                      try (var _ = current.lock()) {
                        both.countDown();
                        both.await();
                        savings.lockInterruptibly();
                      }
                    });
                scope.fork(
                    "back",
                    () -> {
                      savings.lock();
                      try {
                        both.countDown();
                        both.await();
                        current.lock().close();
                      } finally {
                        savings.unlock();
                      }
                    });
                Eventually.until("there is a circle", () -> !FiberTable.take().cycles().isEmpty());
                scope.fork("behind", () -> current.lock().close());
                Eventually.until("one waits for them", () -> current.toString().contains("2 waiting"));
                FiberTable table = FiberTable.take();
                scope.cancel(new CancellationException("enough"));
                assertThat(table.cycles()).singleElement().extracting(WaitCycle::members).asInstanceOf(list(ThreadRow.class))
                    .extracting(ThreadRow::name).containsExactlyInAnyOrder("there", "back");
                assertThat(groupOf(table, "behind").count()).isEqualTo(1);
                assertThat(table.threads()).noneMatch(group -> group.names().contains("there"));
                assertThat(table.toText())
                    .contains("waits for there", "waits for back", "to lock mutex current, locked at WaitCycleTest.java:", "; 2 of them above");
              }
              assertThat(FiberTable.take().cycles()).isEmpty();
            });
  }

  @Test
  void aCircleIsSeenThroughSwitchesThatAreOn() throws Exception {
    Weft.run(
        () -> {
          var second = new OneShot<Fiber<Void>>();
          try (var scope = Scope.open()) {
            Fiber<Void> first = scope.fork("there", () -> { second.await().ending().when(() -> true).await(); });
            second.complete(scope.fork("back", () -> { first.ending().when(() -> true).await(); }));
            Eventually.until("there is a circle", () -> !FiberTable.take().cycles().isEmpty());
            scope.cancel(new CancellationException("enough"));
          }
        });
  }

  @Test
  void aCircleInWhichOneHasSwitchedItsWaitOffIsNone() throws Exception {
    Weft.run(
        () -> {
          var second = new OneShot<Fiber<Void>>();
          try (var scope = Scope.open()) {
            Fiber<Void> first = scope.fork("there", () -> { second.await().ending().when(() -> false).await(); });
            second.complete(scope.fork("back", () -> { first.ending().await(); }));
            Eventually.until(
                "both wait",
                () -> {
                  FiberTable now = FiberTable.take();
                  return !now.cycles().isEmpty() || Stream.of("there", "back").noneMatch(name -> groupOf(now, name).first().waits().isEmpty());
                });
            List<WaitCycle> cycles = FiberTable.take().cycles();
            scope.cancel(new CancellationException("enough"));
            assertThat(cycles).isEmpty();
          }
        });
  }

  /// A wait with a limit ends by itself.
  @Test
  void aCircleInWhichOneHasALimitIsNone() throws Exception {
    Weft.run(
        () -> {
          Mutex current = new Mutex();
          Mutex savings = new Mutex();
          var both = new CountDownLatch(2);
          try (var scope = Scope.open(Policy.collectAll())) {
            Fiber<Void> patient = scope.fork("patient", () -> lockBoth(current, savings, both, Duration.ofHours(1)));
            scope.fork("other", () -> lockBoth(savings, current, both, Duration.ZERO));
            Eventually.until("both wait", () -> current.toString().contains("1 waiting") && savings.toString().contains("1 waiting"));
            assertThat(FiberTable.take().cycles()).isEmpty();
            patient.cancel();
          }
        });
  }

  private static void lockBoth(Mutex first, Mutex second, CountDownLatch both, Duration limit) throws Exception {
    try (var _ = first.lock()) {
      both.countDown();
      both.await();
      if (limit.isPositive()) {
        second.locking().await(limit).close();
      } else {
        second.lock().close();
      }
    }
  }
}
