package dev.weft;

import static dev.weft.testing.Bodies.parkForEver;
import static dev.weft.testing.Eventually.until;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.channel.Channel;
import dev.weft.schedule.Scheduler;
import dev.weft.testing.Bodies;
import dev.weft.testing.OnEveryScheduler;
import java.io.IOException;
import java.time.Duration;
import java.util.AbstractCollection;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

@SuppressWarnings("try") // closing may park
class ScopeTest {
  private static final ScopedValue<String> USER = ScopedValue.newInstance();

  @OnEveryScheduler
  void closeWaitsForAllFibersAndForWhatTheyFork(Scheduler scheduler) throws Exception {
    var ended = new AtomicInteger();
    Weft.with(scheduler)
        .run(
            () -> {
              try (var scope = Scope.open()) {
                for (int i = 0; i < 100; i++) {
                  scope.fork(
                      () -> {
                        Fiber.yieldNow();
                        scope.fork(
                            () -> {
                              Fiber.yieldNow();
                              ended.incrementAndGet();
                            });
                      });
                }
              }
              assertThat(ended).hasValue(100);
            });
  }

  /// Nobody will see what those that were forked before return.
  @OnEveryScheduler
  void aCollectionThatThrowsEndsWhatWasForkedForIt(Scheduler scheduler) throws Exception {
    for (RuntimeException thrown : List.of(new IllegalStateException("no third"), new CancellationException("no third"))) {
      throwFromTheCollection(scheduler, thrown);
    }
  }

  private static void throwFromTheCollection(Scheduler scheduler, RuntimeException thrown) throws Exception {
    Iterator<Integer> broken = Stream.of(1, 2, 3).map(n -> {
      if (n == 3) {
        throw thrown;
      }
      return n;
    }).iterator();
    var all = new AbstractCollection<Integer>() {
      @Override
      public Iterator<Integer> iterator() {
        return broken;
      }

      @Override
      public int size() {
        return 3;
      }
    };
    Weft.with(scheduler)
        .run(() -> assertThatThrownBy(() -> Scope.all(all, _ -> parkFor(Integer.class)))
            .isSameAs(thrown));
  }

  private static <T> T parkFor(Class<T> type) throws InterruptedException {
    return type.cast(Channel.rendezvous().receive());
  }

  @OnEveryScheduler
  void cancellingAFiberReachesTheScopesInsideIt(Scheduler scheduler) throws Exception {
    Weft.with(scheduler)
        .run(
            () -> {
              var why = new IOException("why");
              var inner = new AtomicReference<Fiber<String>>();
              try (var scope = Scope.open()) {
                Fiber<Void> outer =
                    scope.fork(
                        () -> {
                          try (var nested = Scope.open()) {
                            inner.set(nested.fork(Bodies::parkForEver));
                          }
                        });
                until("inner", () -> inner.get() != null);
                assertThat(outer.cancel(why)).isTrue();
                assertThat(outer.cancel()).isFalse();
                assertThat(outer.ending().await()).isEqualTo(new Outcome.Cancelled<Void>(why));
                assertThat(inner.get().outcome()).contains(new Outcome.Cancelled<>(why));
              }
            });
  }

  @OnEveryScheduler(waiting = 1_002)
  void aThousandNestedScopesAreCancelledFromTheTop(Scheduler scheduler) throws Exception {
    var depth = new AtomicInteger();
    var bottom = new CountDownLatch(1);
    Weft.with(scheduler)
        .run(
            () -> {
              try (var scope = Scope.open()) {
                scope.fork(() -> nest(1_000, depth, bottom));
                bottom.await(); // a thousand kernel threads may take longer than Eventually waits
                scope.cancel(new IOException("top"));
              }
            });
    assertThat(depth).hasValue(1_000);
  }

  private static void nest(int levels, AtomicInteger depth, CountDownLatch bottom) throws InterruptedException {
    depth.incrementAndGet();
    if (levels == 1) {
      bottom.countDown();
      parkForEver();
    }
    try (var scope = Scope.open()) {
      scope.fork(() -> nest(levels - 1, depth, bottom));
    }
  }

  @OnEveryScheduler
  void forkingInACancelledScopeGivesACancelledFiber(Scheduler scheduler) throws Exception {
    Weft.with(scheduler)
        .run(
            () -> {
              var ran = new AtomicBoolean();
              try (var scope = Scope.open()) {
                var why = new IOException("enough");
                assertThat(scope.cancel(why)).isTrue();
                assertThat(scope.cancel(new IOException("again"))).isFalse();
                Fiber<Void> late = scope.fork(() -> ran.set(true));
                assertThat(late.ending().await()).isEqualTo(new Outcome.Cancelled<Void>(why));
              }
              assertThat(ran).isFalse();
            });
  }

  @OnEveryScheduler
  void forkingInAClosedScopeIsRefused(Scheduler scheduler) throws Exception {
    Weft.with(scheduler)
        .run(
            () -> {
              Scope scope = Scope.open().named("done");
              scope.close();
              scope.close();
              assertThatThrownBy(() -> scope.fork(() -> {}))
                  .isInstanceOf(ScopeClosedException.class)
                  .hasMessageContaining("scope done")
                  .hasMessageContaining("open a new scope");
            });
  }

  @OnEveryScheduler
  void anInterruptedCloseCancelsAndStillWaits(Scheduler scheduler) throws Exception {
    Weft.with(scheduler)
        .run(
            () -> {
              var begun = new AtomicBoolean();
              var cleaned = new AtomicBoolean();
              try (var scope = Scope.open()) {
                Fiber<Void> closer =
                    scope.fork(
                        () -> {
                          Scope inner = Scope.open();
                          inner.fork(
                              () -> {
                                try {
                                  begun.set(true);
                                  parkForEver();
                                } finally {
                                  Fiber.uncancellable(
                                      () -> {
                                        Fiber.sleep(Duration.ofMillis(20));
                                        cleaned.set(true);
                                        return true;
                                      });
                                }
                              });
                          inner.close();
                        });
                until("begun", begun::get);
                closer.cancel();
                assertThat(closer.ending().await()).isInstanceOf(Outcome.Cancelled.class);
                assertThat(cleaned).isTrue();
              }
            });
  }

  @OnEveryScheduler
  void aForeignThreadMayForkAndClose(Scheduler scheduler) throws Exception {
    var ended = new AtomicInteger();
    Weft.with(scheduler)
        .run(
            () -> {
              Scope scope = Scope.open();
              scope.fork(() -> ended.incrementAndGet());
              var closed = new CountDownLatch(1);
              Thread.ofPlatform()
                  .start(
                      () -> {
                        scope.fork(() -> ended.incrementAndGet());
                        try {
                          scope.close();
                          closed.countDown();
                        } catch (InterruptedException e) {
                          throw new AssertionError(e);
                        }
                      });
              closed.await();
              assertThat(ended).hasValue(2);
            });
  }

  @OnEveryScheduler
  void aFiberCannotCloseTheScopeItRunsIn(Scheduler scheduler) {
    assertThatThrownBy(
            () ->
                Weft.with(scheduler)
                    .run(
                        () -> {
                          try (var scope = Scope.open()) {
                            scope.fork("own", () -> scope.close());
                          }
                        }))
        .hasRootCauseInstanceOf(IllegalStateException.class)
        .rootCause()
        .hasMessageContaining("wait for its own end");
  }

  @OnEveryScheduler
  void aFiberThatLeavesAScopeOpenFailsAfterTheScopesFibersHaveEnded(Scheduler scheduler) throws Exception {
    Weft.with(scheduler)
        .run(
            () -> {
              var left = new AtomicReference<Fiber<String>>();
              Scope scope = Scope.open();
              Fiber<Void> careless =
                  scope.fork("careless", () -> left.set(Scope.open().named("open").fork(Bodies::parkForEver)));
              assertThat(careless.ending().await())
                  .isInstanceOfSatisfying(
                      Outcome.Failure.class,
                      f -> assertThat(f.cause()).hasMessageContaining("scope open").hasMessageContaining("try-with"));
              assertThat(left.get().outcome()).isPresent();
              assertThatThrownBy(scope::close).isInstanceOf(FiberFailedException.class);
            });
  }

  @OnEveryScheduler
  void forksInheritScopedValues(Scheduler scheduler) throws Exception {
    String seen =
        Weft.with(scheduler)
            .call(
                () ->
                    ScopedValue.where(USER, "ada")
                        .call(
                            () -> {
                              try (var scope = Scope.open()) {
                                return scope.fork(() -> USER.get()).join();
                              }
                            }));
    assertThat(seen).isEqualTo("ada");
  }

  @Test
  void toStringSaysTheState() throws Exception {
    Scope scope = Scope.open(Policy.collectAll(), Limit.of(2).queue(3)).named("jobs");
    assertThat(scope).hasToString("scope jobs (collect all, at most 2 running, 3 queued): 0 fibers, 0 of 2 running, 0 queued");
    scope.cancel(new IOException("stop"));
    scope.close();
    assertThat(scope.toString()).endsWith(", cancelled, closed");
  }

  @Test
  @SuppressWarnings("NullAway")
  void aMissingBodyIsNamed() throws Exception {
    try (Scope scope = Scope.open()) {
      assertThatThrownBy(() -> scope.fork("worker", (Action) null)).isInstanceOf(NullPointerException.class).hasMessage("body");
    }
  }
}
