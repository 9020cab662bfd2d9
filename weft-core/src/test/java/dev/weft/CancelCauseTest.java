package dev.weft;

import static dev.weft.testing.Deadlines.runUnder;
import static dev.weft.testing.Eventually.until;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.channel.Broadcast;
import dev.weft.channel.Channel;
import dev.weft.channel.Slow;
import dev.weft.internal.fiber.FiberTask;
import dev.weft.schedule.Scheduler;
import dev.weft.sync.Mutex;
import dev.weft.sync.Semaphore;
import dev.weft.testing.OnEveryScheduler;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

/// What a wait throws that a cancellation has ended says why.
@SuppressWarnings("try") // closing a scope may park
class CancelCauseTest {
  private static final IOException WHY = new IOException("disk full");

  private static Map<String, Action> waits(Mutex locked, Semaphore taken) {
    Channel<String> silent = Channel.rendezvous();
    Map<String, Action> waits = new LinkedHashMap<>();
    waits.put("send", () -> silent.send("value"));
    waits.put("receive", () -> Channel.<String>rendezvous().receive());
    waits.put("clause", () -> Timer.after(Duration.ofHours(1)).await());
    waits.put("clause with a limit", () -> Channel.<String>rendezvous().receiving().await(Duration.ofHours(1)));
    waits.put("select", () -> Select.any(Channel.rendezvous().receiving(), Timer.after(Duration.ofHours(1))).await());
    waits.put("sleep", () -> Fiber.sleep(Duration.ofHours(1)));
    waits.put("lock", () -> locked.lock());
    waits.put("permit", () -> taken.acquire());
    waits.put("close", () -> Scope.open().run(scope -> Channel.rendezvous().receive()));
    return waits;
  }

  @OnEveryScheduler
  void isThrownByEveryWait(Scheduler scheduler) throws Exception {
    Weft.with(scheduler).run(() -> {
      Mutex mutex = new Mutex();
      Semaphore semaphore = new Semaphore(1);
      try (var held = mutex.lock(); var permit = semaphore.acquire()) {
        for (Map.Entry<String, Action> wait : waits(mutex, semaphore).entrySet()) {
          assertThat(thrownBy(wait.getValue(), true)).as(wait.getKey()).isInstanceOf(InterruptedException.class).hasCause(WHY);
          assertThat(thrownBy(wait.getValue(), false)).as("%s, cancelled before", wait.getKey())
              .isInstanceOf(InterruptedException.class).hasCause(WHY);
        }
      }
    });
  }

  /// They may throw no checked exception.
  @OnEveryScheduler
  void isThrownByLoopsToo(Scheduler scheduler) throws Exception {
    Weft.with(scheduler).run(() -> {
      Action loop = () -> Channel.<String>rendezvous().iterator().hasNext();
      Action subscriber = () -> Broadcast.<String>of(1, Slow.HOLDS_UP).subscribe().iterator().hasNext();
      for (Action wait : List.of(loop, subscriber)) {
        for (boolean parked : List.of(true, false)) {
          assertThat(thrownBy(wait, parked)).isInstanceOf(CancellationException.class).hasRootCause(WHY);
        }
      }
    });
  }

  /// The cause of a deadline is known before it ends the body.
  @OnEveryScheduler
  void ofADeadlineIsTheDeadline(Scheduler scheduler) throws Exception {
    Weft.with(scheduler).run(() -> {
      var thrown = new AtomicReference<Throwable>();
      assertThatThrownBy(() -> runUnder(Duration.ofMillis(1), () -> {
        try {
          Channel.rendezvous().receive();
        } catch (InterruptedException e) {
          thrown.set(e);
          throw e;
        }
      })).isInstanceOf(DeadlineExceededException.class);
      assertThat(thrown.get()).hasCauseInstanceOf(DeadlineExceededException.class);
    });
  }

  /// What has failed in a scope that was left open comes with the mistake.
  @OnEveryScheduler
  void ofWhatWasLeftOpenIsNotLost(Scheduler scheduler) throws Exception {
    assertThatThrownBy(() -> Weft.with(scheduler).run(() -> {
      Scope left = Scope.open();
      left.fork(() -> {
        throw WHY;
      }).ending().await();
    })).rootCause().isInstanceOf(IllegalStateException.class).satisfies(
        mistake -> assertThat(mistake.getSuppressed()).singleElement().satisfies(failure -> assertThat(failure).hasCause(WHY)));
  }

  private static Throwable thrownBy(Action wait, boolean parked) throws InterruptedException {
    var begun = new AtomicBoolean();
    var cancelled = new AtomicBoolean();
    var thrown = new AtomicReference<Throwable>();
    try (var scope = Scope.open()) {
      Fiber<Void> fiber = scope.fork(() -> {
        begun.set(true);
        until("cancelled", () -> parked || cancelled.get());
        try {
          wait.run();
        } catch (InterruptedException | CancellationException e) {
          thrown.set(e);
        }
      });
      until("begun", begun::get);
      if (parked) {
        until("parked", () -> ((FiberTask<?>) fiber).thread().getState() == Thread.State.WAITING);
      }
      fiber.cancel(WHY);
      cancelled.set(true);
    }
    return thrown.get();
  }

  @OnEveryScheduler
  void isNotThereIfSomethingElseInterrupts(Scheduler scheduler) throws Exception {
    Weft.with(scheduler).run(() -> {
      Thread.currentThread().interrupt();
      assertThatThrownBy(() -> Fiber.sleep(Duration.ofHours(1))).isInstanceOf(InterruptedException.class).hasNoCause();
      var thrown = new AtomicReference<Throwable>();
      var begun = new AtomicBoolean();
      var cancelled = new AtomicBoolean();
      try (var scope = Scope.open()) {
        Fiber<Void> fiber = scope.fork(() -> Fiber.uncancellable(() -> {
          begun.set(true);
          until("cancelled", cancelled::get);
          Thread.currentThread().interrupt();
          try {
            Fiber.sleep(Duration.ofHours(1));
          } catch (InterruptedException e) {
            thrown.set(e);
          }
        }));
        until("begun", begun::get);
        fiber.cancel(WHY);
        cancelled.set(true);
      }
      assertThat(thrown.get()).isInstanceOf(InterruptedException.class).hasNoCause();
    });
  }
}
