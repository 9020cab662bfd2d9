package dev.weft.internal.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.testing.Eventually;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The timers of threads that are not on a carrier, when there is no room for something.
@Timeout(60)
class TimerThreadTest {
  private final AtomicInteger made = new AtomicInteger();
  private TimerThread timers = new TimerThread(Thread.ofPlatform().daemon().factory(), Clock.SYSTEM, _ -> {});

  @AfterEach
  void end() {
    timers.end();
  }

  @Test
  void goesOnAfterATimerThatFails() throws Exception {
    var told = new AtomicReference<Throwable>();
    timers = new TimerThread(Thread.ofPlatform().daemon().factory(), Clock.SYSTEM, told::set);
    var failing = new TimerLatch(new OutOfMemoryError("thrown by a test: no room"));
    var after = new TimerLatch();
    timers.schedule(failing, 0);
    assertThat(failing.hasFired()).as("the failing one").isTrue();
    timers.schedule(after, 0);
    assertThat(after.hasFired()).as("the one after it").isTrue();
    assertThat(told.get()).hasMessage("thrown by a test: no room");
  }

  @Test
  void isStartedByTheNextTimerIfTheSystemGaveNoThreadForTheFirst() throws Exception {
    ThreadFactory stingy =
        body ->
            new Thread(body) {
              private final boolean refused = made.getAndIncrement() == 0;

              @Override
              public void start() {
                if (refused) {
                  throw new OutOfMemoryError("thrown by a test: no more threads");
                }
                super.start();
              }
            };
    timers = new TimerThread(stingy, Clock.SYSTEM, _ -> {});
    var refused = new TimerLatch();
    assertThatThrownBy(() -> timers.schedule(refused, 0)).isInstanceOf(OutOfMemoryError.class);
    assertThat(refused.cancel()).as("set").isFalse();
    var later = new TimerLatch();
    timers.schedule(later, 0);
    assertThat(later.hasFired()).isTrue();
  }

  /// Whoever sets a timer may hold a spin lock, which others would spin for in vain if it waited here.
  @Test
  void isStartedByOneForWhomNobodyWaits() throws Exception {
    var making = new CountDownLatch(1);
    var go = new CountDownLatch(1);
    ThreadFactory slow =
        body -> {
          making.countDown();
          try {
            go.await();
          } catch (InterruptedException e) {
            throw new AssertionError(e);
          }
          return Thread.ofPlatform().daemon().unstarted(body);
        };
    timers = new TimerThread(slow, Clock.SYSTEM, _ -> {});
    var first = new TimerLatch();
    var second = new TimerLatch();
    Thread starter = Thread.ofPlatform().start(() -> timers.schedule(first, 0));
    making.await();
    timers.schedule(second, 0);
    go.countDown();
    starter.join();
    assertThat(first.hasFired()).as("the first one").isTrue();
    assertThat(second.hasFired()).as("the one that came meanwhile").isTrue();
  }

  /// Whoever has begun to set it has found the thread not ended.
  @Test
  void endsWhileSomebodySetsATimerAndTheTimerFiresAllTheSame() throws Exception {
    ThreadFactory ending =
        body -> {
          timers.end();
          return Thread.ofPlatform().daemon().unstarted(body);
        };
    timers = new TimerThread(ending, Clock.SYSTEM, _ -> {});
    var timer = new TimerLatch();
    timers.schedule(timer, 0);
    assertThat(timer.hasFired()).isTrue();
  }

  private final AtomicReference<Thread> own = new AtomicReference<>();

  private Thread madeOnce(Runnable body) {
    own.set(Thread.ofPlatform().daemon().unstarted(body));
    return own.get();
  }

  @Test
  void anInterruptDoesNotKeepItAwake() {
    timers = new TimerThread(this::madeOnce, Clock.SYSTEM, _ -> {});
    timers.schedule(new TimerLatch(), Clock.SYSTEM.after(TimeUnit.HOURS.toNanos(1)));
    own.get().interrupt();
    Eventually.until("it sleeps", () -> !own.get().isInterrupted() && own.get().getState() == Thread.State.TIMED_WAITING);
  }

  @Test
  void endsWhileItSleeps() throws Exception {
    timers = new TimerThread(this::madeOnce, Clock.SYSTEM, _ -> {});
    timers.schedule(new TimerLatch(), Clock.SYSTEM.after(TimeUnit.HOURS.toNanos(1)));
    Eventually.until("it sleeps", () -> own.get().getState() == Thread.State.TIMED_WAITING);
    timers.end();
    assertThat(own.get().join(Duration.ofSeconds(10))).isTrue();
  }

  @Test
  void isWokenForATimerThatIsDueBeforeAllOthers() throws Exception {
    var far = new TimerLatch();
    timers = new TimerThread(this::madeOnce, Clock.SYSTEM, _ -> {});
    timers.schedule(far, Clock.SYSTEM.after(TimeUnit.HOURS.toNanos(1)));
    Eventually.until("it sleeps", () -> own.get().getState() == Thread.State.TIMED_WAITING);
    var near = new TimerLatch();
    timers.schedule(near, Clock.SYSTEM.after(0));
    assertThat(near.hasFired()).isTrue();
    assertThat(far.cancel()).as("still set").isTrue();
  }
}
