package dev.weft;

import static dev.weft.testing.Bodies.fail;
import static dev.weft.testing.Bodies.parkForEver;
import static dev.weft.testing.Eventually.until;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.schedule.Scheduler;
import dev.weft.schedule.Schedulers;
import dev.weft.testing.Bodies;
import dev.weft.testing.OnEveryScheduler;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/// Which failures a scope throws, and how often.
@SuppressWarnings("try") // closing may park
class ScopeFailuresTest {
  @OnEveryScheduler
  void theFirstFailureCancelsTheOthersAndIsThrownOnce(Scheduler scheduler) {
    var first = new IOException("first");
    assertThatThrownBy(
            () ->
                Weft.with(scheduler)
                    .run(
                        () -> {
                          try (var scope = Scope.open()) {
                            Fiber<String> other = scope.fork("other", Bodies::parkForEver);
                            scope.fork(
                                "bad",
                                () -> {
                                  throw first;
                                });
                            until("cancelled", () -> other.outcome().isPresent());
                            assertThat(other.outcome()).contains(new Outcome.Cancelled<>(first));
                          }
                        }))
        .isInstanceOf(FiberFailedException.class) // main's
        .hasNoSuppressedExceptions()
        .cause() // the scope's
        .isInstanceOf(FiberFailedException.class)
        .hasMessageContaining("bad")
        .hasNoSuppressedExceptions()
        .cause()
        .isSameAs(first);
  }

  @OnEveryScheduler
  void aFailureThatAJoinHasThrownIsNotThrownAgain(Scheduler scheduler) {
    assertThatThrownBy(
            () ->
                Weft.with(scheduler)
                    .call(
                        () -> {
                          try (var scope = Scope.open()) {
                            Callback failing =
                                () -> {
                                  throw new IOException("once");
                                };
                            return scope.fork("bad", () -> failing.call()).join();
                          }
                        }))
        .hasCauseInstanceOf(FiberFailedException.class)
        .cause()
        .hasNoSuppressedExceptions()
        .hasRootCauseMessage("once");
  }

  /// What others have been told the opener has not.
  @OnEveryScheduler
  void aFailureThatAnotherFibersJoinHasThrownIsThrownAllTheSame(Scheduler scheduler) throws Exception {
    Weft.with(scheduler).run(ScopeFailuresTest::joinInAnotherFiber);
    joinInAnotherFiber(); // the same for a scope that no fiber has opened
  }

  private static void joinInAnotherFiber() throws InterruptedException {
    Scope scope = Scope.open(Policy.collectAll());
    Fiber<Void> failing = scope.fork(Bodies::fail);
    scope.fork(() -> {
      assertThatThrownBy(failing::join).isInstanceOf(FiberFailedException.class);
    });
    assertThatThrownBy(scope::close).isInstanceOf(FiberFailedException.class).hasCauseInstanceOf(IOException.class);
  }

  private interface Callback {
    String call() throws IOException;
  }

  @OnEveryScheduler
  void otherFailuresAreSuppressedInTheFirst(Scheduler scheduler) throws Exception {
    Weft.with(scheduler)
        .run(
            () -> {
              Scope scope = Scope.open(Policy.collectAll());
              Fiber<Void> one =
                  scope.fork(
                      () -> {
                        throw new IOException("one");
                      });
              until("first", () -> one.outcome().isPresent() && scope.toString().contains("0 fibers")); // its scope knows, too
              scope.fork(
                  () -> {
                    throw new IllegalStateException("two");
                  });
              Fiber<String> three = scope.fork(() -> "three");
              assertThatThrownBy(scope::close)
                  .isInstanceOf(FiberFailedException.class)
                  .hasRootCauseMessage("one")
                  .satisfies(
                      e -> assertThat(e.getSuppressed()).singleElement().matches(s -> "two".equals(s.getMessage())));
              assertThat(three.join()).isEqualTo("three");
            });
  }

  /// That of one who has joined the first would say nothing new by itself.
  @OnEveryScheduler
  void whatAFailureBringsAlongIsTold(Scheduler scheduler) throws Exception {
    Weft.with(scheduler)
        .run(
            () -> {
              Scope scope = Scope.open(Policy.collectAll());
              Fiber<Void> first = scope.fork(Bodies::fail);
              until("first", () -> first.outcome().isPresent() && scope.toString().contains("0 fibers")); // its scope knows, too
              var cleanUp = new IOException("clean-up");
              scope.fork(() -> {
                try {
                  first.join();
                } catch (FiberFailedException e) {
                  e.addSuppressed(cleanUp);
                  throw e;
                }
              });
              assertThatThrownBy(scope::close)
                  .isInstanceOf(FiberFailedException.class)
                  .satisfies(e -> assertThat(e.getSuppressed()).singleElement().satisfies(
                      echo -> assertThat(echo.getSuppressed()).containsExactly(cleanUp)));
            });
  }

  @OnEveryScheduler
  void anInterruptedCloseThatThrowsAFailureLeavesTheInterruptSet(Scheduler scheduler) throws Exception {
    Weft.with(scheduler).run(() -> {
      var begun = new AtomicBoolean();
      Scope scope = Scope.open();
      scope.fork(() -> {
        begun.set(true);
        try {
          parkForEver();
        } catch (InterruptedException e) {
          fail();
        }
      });
      until("begun", begun::get);
      Thread.currentThread().interrupt();
      assertThatThrownBy(scope::close).isInstanceOf(FiberFailedException.class).hasCauseInstanceOf(IOException.class);
      assertThat(Thread.interrupted()).isTrue();
    });
  }

  @OnEveryScheduler
  void aFiberThatFailsAndLeavesAScopeOpenTellsBoth(Scheduler scheduler) {
    assertThatThrownBy(() -> Weft.with(scheduler).run(() -> {
      Scope.open().named("left").fork(Bodies::parkForEver);
      fail();
    }))
        .cause()
        .isInstanceOf(IOException.class)
        .satisfies(e -> assertThat(e.getSuppressed()).singleElement().satisfies(
            mistake -> assertThat(mistake).isInstanceOf(IllegalStateException.class).hasMessageContaining("without closing scope left")));
  }

  @Test
  void aFailureThatCannotEvenBeWrittenDownIsThrownAllTheSame() {
    var failure =
        new RuntimeException() {
          @Override
          public String getMessage() {
            throw new UnsupportedOperationException("a failure's own fault");
          }
        };
    assertThatThrownBy(
            () -> {
              try (var scope = Scope.open()) {
                scope.fork(
                    () -> {
                      throw failure;
                    });
              }
            })
        .isInstanceOf(FiberFailedException.class)
        .hasMessageContaining("its toString threw java.lang.UnsupportedOperationException")
        .extracting(Throwable::getCause)
        .isSameAs(failure);
  }

  @Test
  void aCallGivesTheValueOrTheFailureOnce() throws Exception {
    try (Scheduler scheduler = Schedulers.eventLoop()) {
      assertThat(Weft.with(scheduler).<String>call(() -> "value")).isEqualTo("value");
      assertThatThrownBy(
              () ->
                  Weft.with(scheduler)
                      .<String>call(
                          () -> {
                            throw new IOException("bad");
                          }))
          .isInstanceOf(FiberFailedException.class)
          .hasNoSuppressedExceptions()
          .cause()
          .isInstanceOf(IOException.class)
          .hasNoSuppressedExceptions();
    }
  }
}
