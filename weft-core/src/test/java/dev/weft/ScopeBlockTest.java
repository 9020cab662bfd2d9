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
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/// [Scope#run] and [Scope#call]: the block and its fibers end together.
@SuppressWarnings("try") // closing may park
class ScopeBlockTest {
  private static Fiber<Void> failing(Scope scope, Exception cause) {
    return scope.fork("bad", () -> {
      throw cause;
    });
  }

  @OnEveryScheduler
  void theBlocksFailureCancelsTheFibersAndIsThrown(Scheduler scheduler) throws Exception {
    var broken = new IOException("broken");
    for (Policy policy : new Policy[] {Policy.failFast(), Policy.firstSuccess(), Policy.collectAll(), Policy.supervise()}) {
      var waiting = new AtomicReference<Fiber<String>>();
      Weft.with(scheduler).run(() -> assertThatThrownBy(() -> Scope.open(policy).run(scope -> {
            waiting.set(scope.fork("waiting", Bodies::parkForEver));
            throw broken;
          }))
          .as("%s", policy)
          .isInstanceOf(FiberFailedException.class)
          .hasMessageContaining("block")
          .hasNoSuppressedExceptions()
          .cause().isSameAs(broken));
      assertThat(waiting.get().outcome()).contains(new Outcome.Cancelled<>(broken));
    }
  }

  @OnEveryScheduler
  void aFailingFiberCutsTheBlockOff(Scheduler scheduler) throws Exception {
    var broken = new IOException("broken");
    Weft.with(scheduler).run(() -> assertThatThrownBy(() -> Scope.open().run(scope -> {
          failing(scope, broken);
          parkForEver();
        }))
        .isInstanceOf(FiberFailedException.class)
        .hasMessageContaining("bad")
        .hasNoSuppressedExceptions()
        .cause().isSameAs(broken));
  }

  @OnEveryScheduler
  void otherPoliciesLetTheBlockGoOn(Scheduler scheduler) throws Exception {
    Weft.with(scheduler).run(() -> {
      String value = Scope.open(Policy.supervise((_, _) -> {})).call(scope -> {
        Fiber<Void> bad = failing(scope, new IOException("known"));
        until("failed", () -> bad.outcome().isPresent());
        return "done";
      });
      assertThat(value).isEqualTo("done");
      assertThatThrownBy(() -> Scope.open(Policy.collectAll()).call(scope -> {
            Fiber<Void> bad = failing(scope, new IOException("kept"));
            until("failed", () -> bad.outcome().isPresent());
            return "lost";
          }))
          .hasRootCauseMessage("kept");
    });
  }

  @OnEveryScheduler
  void whatAJoinThrewToTheBlockIsThrownOnceAndAsItIs(Scheduler scheduler) throws Exception {
    var broken = new IOException("broken");
    Weft.with(scheduler).run(() -> {
      assertThatThrownBy(() -> Scope.open(Policy.collectAll()).run(scope -> failing(scope, broken).join()))
          .isInstanceOf(FiberFailedException.class)
          .hasMessageContaining("bad")
          .hasNoSuppressedExceptions()
          .cause().isSameAs(broken);
      String caught = Scope.open(Policy.collectAll()).call(scope -> {
        try {
          failing(scope, broken).join();
          return "no failure";
        } catch (FiberFailedException e) {
          return e.getCause().getMessage();
        }
      });
      assertThat(caught).isEqualTo("broken");
    });
  }

  @OnEveryScheduler
  void whatTheBlockAndAFiberThrowIsThrownOnce(Scheduler scheduler) throws Exception {
    var known = new FiberFailedException("another", new IOException("gone"));
    Weft.with(scheduler).run(() -> {
      var begun = new AtomicBoolean();
      assertThatThrownBy(() -> Scope.open().run(scope -> {
        scope.fork(() -> {
          begun.set(true);
          try {
            parkForEver();
          } catch (InterruptedException e) {
            until("the block has ended", () -> scope.toString().contains(": 1 fiber"));
            throw known;
          }
        });
        until("begun", begun::get);
        scope.cancel(new IOException("enough"));
        throw known;
      })).isSameAs(known).hasNoSuppressedExceptions();
    });
  }

  @OnEveryScheduler
  void aWinnerEndsTheBlock(Scheduler scheduler) throws Exception {
    Weft.with(scheduler).run(() -> {
      var answers = new AtomicInteger();
      Scope.open(Policy.firstSuccess()).run(scope -> {
        scope.fork(answers::incrementAndGet);
        parkForEver();
      });
      assertThat(answers).hasValue(1);
      assertThatThrownBy(() -> Scope.open(Policy.firstSuccess()).call(scope -> {
            scope.fork(() -> "first");
            parkForEver();
            return "never";
          }))
          .isInstanceOf(CancelledException.class)
          .hasStackTraceContaining("lost the race");
    });
  }

  @OnEveryScheduler
  void theBlocksReturnWinsNoRace(Scheduler scheduler) throws Exception {
    Weft.with(scheduler).run(() -> {
      var go = Channel.<String>buffered(1);
      var got = new AtomicReference<String>();
      Scope.open(Policy.firstSuccess()).run(scope -> {
        scope.fork(() -> got.set(go.receive()));
        go.send("go");
      });
      assertThat(got).hasValue("go");
    });
  }

  @OnEveryScheduler
  void aCancelledScopeCancelsItsBlock(Scheduler scheduler) throws Exception {
    var enough = new Exception("enough");
    Weft.with(scheduler).run(() -> {
      assertThatThrownBy(() -> Scope.open().run(scope -> {
            scope.fork(() -> scope.cancel(enough));
            parkForEver();
          }))
          .isInstanceOf(CancelledException.class)
          .hasCause(enough);
      assertThat(Scope.open().<String>call(scope -> {
        scope.cancel(enough);
        return "had no need to wait";
      })).isEqualTo("had no need to wait");
    });
  }

  @OnEveryScheduler
  void whoeverWaitsForTheBlockMayBeCancelled(Scheduler scheduler) throws Exception {
    Weft.with(scheduler).run(() -> {
      var enough = new Exception("enough");
      var inner = new AtomicReference<Fiber<String>>();
      Fiber<Void> waiter;
      try (var outer = Scope.open()) {
        waiter = outer.fork(() -> Scope.open().run(scope -> {
          inner.set(scope.fork(Bodies::parkForEver));
          parkForEver();
        }));
        until("begun", () -> inner.get() != null);
        waiter.cancel(enough);
      }
      assertThat(waiter.outcome()).contains(new Outcome.Cancelled<>(enough));
      assertThat(inner.get().outcome()).contains(new Outcome.Cancelled<>(enough));
    });
  }

  @OnEveryScheduler
  void aDeadlineReachesTheBlock(Scheduler scheduler) throws Exception {
    Weft.with(scheduler).run(() -> assertThatThrownBy(
            () -> Deadline.in(Duration.ofMillis(1)).run(() -> Scope.open().run(_ -> parkForEver())))
        .isInstanceOf(DeadlineExceededException.class));
  }

  @OnEveryScheduler
  void theBlockTakesNoPlaceOfALimit(Scheduler scheduler) throws Exception {
    Weft.with(scheduler).run(() -> {
      var running = new AtomicInteger();
      var most = new AtomicInteger();
      Scope.open(Policy.failFast(), Limit.of(1).queue(0)).run(scope -> {
        for (int i = 0; i < 20; i++) {
          scope.fork(() -> {
            most.accumulateAndGet(running.incrementAndGet(), Math::max);
            Fiber.yieldNow();
            running.decrementAndGet();
          });
        }
      });
      assertThat(most).hasValue(1);
    });
  }

  @Test
  void aScopeRunsOneBlockAndIsClosedThen() throws Exception {
    Scope scope = Scope.open();
    scope.run(_ -> assertThatThrownBy(() -> scope.run(_ -> {}))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("runs a block already"));
    assertThatThrownBy(() -> scope.run(_ -> {})).isInstanceOf(ScopeClosedException.class);
    scope.close();
    assertThatThrownBy(() -> Scope.open().call(null)).isInstanceOf(NullPointerException.class).hasMessage("block");
  }

  /// Before the block has begun.
  @Test
  void aFiberCannotRunABlockInItsOwnScope() throws Exception {
    var began = new AtomicBoolean();
    try (var scope = Scope.open(Policy.collectAll())) {
      Fiber<Void> inside = scope.fork(() -> scope.run(_ -> began.set(true)));
      assertThatThrownBy(inside::join).rootCause().isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("runs a block in").hasMessageContaining("in which it runs itself");
    }
    assertThat(began).isFalse();
  }

  @Test
  void theBlockCannotCloseItsScope() {
    assertThatThrownBy(() -> Scope.open().run(Scope::close)).hasRootCauseInstanceOf(IllegalStateException.class);
  }
}
