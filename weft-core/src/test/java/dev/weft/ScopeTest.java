package dev.weft;

import static dev.weft.testing.Eventually.until;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.channel.Channel;
import dev.weft.schedule.Scheduler;
import dev.weft.schedule.Schedulers;
import dev.weft.sync.OneShot;
import dev.weft.testing.OnEveryScheduler;
import java.io.IOException;
import java.time.Duration;
import java.util.AbstractCollection;
import java.util.Iterator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

@SuppressWarnings("try") // closing may park
class ScopeTest {
  private static final ScopedValue<String> USER = ScopedValue.newInstance();

  private static void parkForEver() throws InterruptedException {
    Channel.<String>rendezvous().receive();
  }

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

  @OnEveryScheduler
  void theFirstFailureCancelsTheOthersAndIsThrownOnce(Scheduler scheduler) {
    var first = new IOException("first");
    assertThatThrownBy(
            () ->
                Weft.with(scheduler)
                    .run(
                        () -> {
                          try (var scope = Scope.open()) {
                            Fiber<Void> other = scope.fork("other", ScopeTest::parkForEver);
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
    Weft.with(scheduler).run(ScopeTest::joinInAnotherFiber);
    joinInAnotherFiber(); // the same for a scope that no fiber has opened
  }

  private static void joinInAnotherFiber() throws InterruptedException {
    Scope scope = Scope.open(Policy.collectAll());
    Fiber<Void> failing = scope.fork(ScopeTest::fail);
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
              Fiber<Void> first = scope.fork(ScopeTest::fail);
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
  void firstSuccessCancelsTheOthersAndForgetsFailures(Scheduler scheduler) throws Exception {
    String won =
        Weft.with(scheduler)
            .call(
                () ->
                    Scope.<String>race(
                        () -> {
                          throw new IOException("no");
                        },
                        () -> {
                          parkForEver();
                          return "never";
                        },
                        () -> "yes"));
    assertThat(won).isEqualTo("yes");
  }

  @OnEveryScheduler
  void aRaceThatAllLoseThrowsTheFirstFailureWithTheOthers(Scheduler scheduler) throws Exception {
    Weft.with(scheduler)
        .run(
            () ->
                assertThatThrownBy(
                        () ->
                            Scope.<String>race(
                                () -> {
                                  throw new IOException("no");
                                },
                                () -> {
                                  throw new IOException("no");
                                }))
                    .isInstanceOf(FiberFailedException.class)
                    .hasCauseInstanceOf(IOException.class)
                    .satisfies(e -> assertThat(e.getSuppressed()).hasSize(1)));
    assertThatThrownBy(() -> Scope.race()).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("runners");
  }

  @OnEveryScheduler
  void aRaceWhoseRunnersHaveAllBeenCancelledSaysSo(Scheduler scheduler) throws Exception {
    Callable<String> cancelled = () -> {
      Fiber.current().orElseThrow().cancel();
      parkForEver();
      return "never";
    };
    Weft.with(scheduler).run(() -> assertThatThrownBy(() -> Scope.race(cancelled, cancelled))
        .isInstanceOf(CancellationException.class)
        .hasMessageContaining("all runners"));
  }

  @OnEveryScheduler
  void aRaceMayHaveAsManyRunnersAsAListHas(Scheduler scheduler) throws Exception {
    List<Callable<String>> mirrors = List.of(
        () -> {
          throw new IOException("no route");
        },
        () -> "page");
    assertThat(Weft.with(scheduler).call(() -> Scope.race(mirrors))).isEqualTo("page");
    assertThatThrownBy(() -> Scope.race(List.<Callable<String>>of())).isInstanceOf(IllegalArgumentException.class);
  }

  @OnEveryScheduler
  void aRunnerThatNeverBeganHasNotWon(Scheduler scheduler) throws Exception {
    Weft.with(scheduler)
        .run(
            () -> {
              var go = new OneShot<String>();
              try (var scope = Scope.open(Policy.firstSuccess(), Limit.of(1))) {
                Fiber<String> runs = scope.fork(go::await);
                Fiber<String> queued = scope.fork(() -> "never");
                queued.cancel();
                assertThat(queued.outcome()).containsInstanceOf(Outcome.Cancelled.class);
                assertThat(scope.isCancelled()).isFalse();
                go.complete("yes");
                assertThat(runs.join()).isEqualTo("yes");
              }
            });
  }

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
                scope.fork(ScopeTest::fail);
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
              var inner = new AtomicReference<Fiber<Void>>();
              try (var scope = Scope.open()) {
                Fiber<Void> outer =
                    scope.fork(
                        () -> {
                          try (var nested = Scope.open()) {
                            inner.set(nested.fork(ScopeTest::parkForEver));
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
    Weft.with(scheduler)
        .run(
            () -> {
              try (var scope = Scope.open()) {
                scope.fork(() -> nest(1_000, depth));
                until("bottom", () -> depth.get() == 1_000);
                scope.cancel(new IOException("top"));
              }
            });
    assertThat(depth).hasValue(1_000);
  }

  private static void nest(int levels, AtomicInteger depth) throws InterruptedException {
    depth.incrementAndGet();
    if (levels == 1) {
      parkForEver();
    }
    try (var scope = Scope.open()) {
      scope.fork(() -> nest(levels - 1, depth));
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
              var left = new AtomicReference<Fiber<Void>>();
              Scope scope = Scope.open();
              Fiber<Void> careless =
                  scope.fork("careless", () -> left.set(Scope.open().named("open").fork(ScopeTest::parkForEver)));
              assertThat(careless.ending().await())
                  .isInstanceOfSatisfying(
                      Outcome.Failure.class,
                      f -> assertThat(f.cause()).hasMessageContaining("scope open").hasMessageContaining("try-with"));
              assertThat(left.get().outcome()).isPresent();
              assertThatThrownBy(scope::close).isInstanceOf(FiberFailedException.class);
            });
  }

  @OnEveryScheduler
  void aFiberThatFailsAndLeavesAScopeOpenTellsBoth(Scheduler scheduler) {
    assertThatThrownBy(() -> Weft.with(scheduler).run(() -> {
      Scope.open().named("left").fork(ScopeTest::parkForEver);
      fail();
    }))
        .cause()
        .isInstanceOf(IOException.class)
        .satisfies(e -> assertThat(e.getSuppressed()).singleElement().satisfies(
            mistake -> assertThat(mistake).isInstanceOf(IllegalStateException.class).hasMessageContaining("without closing scope left")));
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
                            scope.fork("first", ScopeTest::fail);
                            ScopedValue.where(USER, "bob").call(() -> scope.fork("second", ScopeTest::fail));
                          }
                          return "";
                        }));
    Weft.with(scheduler)
        .run(
            () -> {
              try (var scope = Scope.open(policy)) {
                scope.fork("third", ScopeTest::fail);
              }
            });
    assertThat(seen).containsExactlyInAnyOrder("first for ada", "second for bob", "third for nobody");
  }

  private static void fail() throws IOException {
    throw new IOException("gone");
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
  void toStringSaysTheState() throws Exception {
    Scope scope = Scope.open(Policy.collectAll(), Limit.of(2).queue(3)).named("jobs");
    assertThat(scope).hasToString("scope jobs (collect all, at most 2 running, 3 queued): 0 fibers, 0 of 2 running, 0 queued");
    scope.cancel(new IOException("stop"));
    scope.close();
    assertThat(scope.toString()).endsWith(", cancelled, closed");
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

  @Test
  @SuppressWarnings("NullAway")
  void aMissingBodyIsNamed() throws Exception {
    try (Scope scope = Scope.open()) {
      assertThatThrownBy(() -> scope.fork("worker", (Action) null)).isInstanceOf(NullPointerException.class).hasMessage("body");
    }
  }
}
