package dev.weft;

import static dev.weft.testing.Bodies.fail;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.schedule.Scheduler;
import dev.weft.testing.Bodies;
import dev.weft.testing.OnEveryScheduler;
import java.io.IOException;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;

/// Scopes that have a handler told of each failure.
@SuppressWarnings("try") // closing may park
class SuperviseTest {
  private static final ScopedValue<String> USER = ScopedValue.newInstance();

  @OnEveryScheduler
  void superviseTellsTheHandlerAndLeavesTheOthersAlone(Scheduler scheduler) throws Exception {
    var told = new AtomicReference<String>();
    Weft.with(scheduler)
        .run(
            () -> {
              try (var scope = Scope.open(Policy.supervise((f, e) -> told.set(f.name() + " " + e.getMessage())))) {
                var go = new CountDownLatch(1);
                Fiber<String> other =
                    scope.fork(
                        () -> {
                          go.await();
                          return "well";
                        });
                Fiber<Void> bad =
                    scope.fork(
                        "bad",
                        () -> {
                          throw new IOException("gone");
                        });
                bad.ending().await();
                go.countDown();
                assertThat(other.join()).isEqualTo("well");
              }
            });
    assertThat(told).hasValue("bad gone");
  }

  @OnEveryScheduler
  void aHandlerRunsInTheFiberThatHasFailed(Scheduler scheduler) throws Exception {
    var where = new AtomicReference<Object>();
    var failed = new AtomicReference<Fiber<?>>();
    Weft.with(scheduler)
        .run(
            () -> {
              try (var scope = Scope.open(Policy.supervise((f, _) -> {
                failed.set(f);
                where.set(Fiber.current().orElse(null));
              }))) {
                scope.fork(Bodies::fail);
              }
            });
    assertThat(where.get()).isNotNull().isSameAs(failed.get());
  }

  /// Nothing interrupts it any more, not even what the body has left behind.
  @OnEveryScheduler
  void aHandlerDoesNotFindTheInterruptOfItsFiber(Scheduler scheduler) throws Exception {
    var interrupted = new AtomicReference<Boolean>();
    Weft.with(scheduler)
        .run(
            () -> {
              try (var scope = Scope.open(Policy.supervise((_, _) -> interrupted.set(Thread.currentThread().isInterrupted())))) {
                scope.fork(() -> {
                  Thread.currentThread().interrupt();
                  fail();
                });
              }
            });
    assertThat(interrupted.get()).isFalse();
  }

  @OnEveryScheduler
  void whatAHandlerThrowsBringsTheFailureAlong(Scheduler scheduler) throws Exception {
    var failure = new IllegalStateException("failure");
    var handlers = new IllegalArgumentException("the handler's");
    for (RuntimeException thrown : List.of(handlers, failure)) {
      Weft.with(scheduler).run(() -> {
        var scope = Scope.open(Policy.supervise((_, _) -> {
          throw thrown;
        }));
        scope.fork(() -> {
          throw failure;
        });
        assertThatThrownBy(scope::close).isInstanceOf(FiberFailedException.class).hasCause(thrown);
      });
    }
    assertThat(handlers.getSuppressed()).containsExactly(failure);
    assertThat(failure.getSuppressed()).isEmpty();
  }

  /// Those of the fork, which need not be those of the scope's opener.
  @OnEveryScheduler
  void aHandlerSeesTheScopedValuesThatTheFiberWasForkedWith(Scheduler scheduler) throws Exception {
    Queue<String> seen = new ConcurrentLinkedQueue<>();
    Policy policy = Policy.supervise((f, _) -> seen.add(f.name() + " for " + USER.orElse("nobody")));
    Weft.with(scheduler)
        .run(
            () ->
                ScopedValue.where(USER, "ada")
                    .call(
                        () -> {
                          try (var scope = Scope.open(policy)) {
                            scope.fork("first", Bodies::fail);
                            ScopedValue.where(USER, "bob").call(() -> scope.fork("second", Bodies::fail));
                          }
                          return "";
                        }));
    Weft.with(scheduler)
        .run(
            () -> {
              try (var scope = Scope.open(policy)) {
                scope.fork("third", Bodies::fail);
              }
            });
    assertThat(seen).containsExactlyInAnyOrder("first for ada", "second for bob", "third for nobody");
  }
}
