package dev.weft.internal.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
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
    var failing = new TimerLatch(new OutOfMemoryError("thrown by a test: no room"));
    var after = new TimerLatch();
    timers.schedule(failing, 0);
    assertThat(failing.hasFired()).as("the failing one").isTrue();
    timers.schedule(after, 0);
    assertThat(after.hasFired()).as("the one after it").isTrue();
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
}
