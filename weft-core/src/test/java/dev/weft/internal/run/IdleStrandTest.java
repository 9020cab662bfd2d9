package dev.weft.internal.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Fiber;
import dev.weft.Scope;
import dev.weft.Weft;
import dev.weft.channel.Channel;
import dev.weft.schedule.Scheduler;
import dev.weft.schedule.Schedulers;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// A strand between two fibers: its virtual thread has run to its end, and begins again.
@Timeout(60)
class IdleStrandTest {
  private static final int FIBERS = 2_000;
  private static final Duration A_WHILE = Duration.ofMillis(30);

  @Test
  void hasNoStack() throws Exception {
    try (Scheduler scheduler = Schedulers.virtualTime()) {
      Weft.with(scheduler)
          .run(
              () -> {
                Thread idle = threadOfAFiberThatParked();
                assertThat(idle.getStackTrace()).isEmpty();
                assertThat(idle.isAlive()).isTrue();
                assertThat(idle.getState()).isEqualTo(Thread.State.RUNNABLE);
                assertThat(threadOfAFiberThatParked()).as("the next fiber's").isSameAs(idle);
              });
    }
  }

  @Test
  void forgetsAStrayUnparkAndAStrayInterrupt() throws Exception {
    try (Scheduler scheduler = Schedulers.virtualTime()) {
      Weft.with(scheduler)
          .run(
              () -> {
                Thread idle = threadOfAFiberThatParked();
                LockSupport.unpark(idle);
                idle.interrupt();
                try (var scope = Scope.open()) {
                  scope.fork(
                      () -> {
                        assertThat(Thread.currentThread()).isSameAs(idle);
                        assertThat(Thread.currentThread().isInterrupted()).isFalse();
                        long begin = System.nanoTime();
                        LockSupport.parkNanos(A_WHILE.toNanos());
                        assertThat(System.nanoTime() - begin).isGreaterThanOrEqualTo(A_WHILE.toNanos());
                      });
                }
              });
    }
  }

  /// Some come while the thread runs, some while it is idle, some while it begins or ends.
  @Test
  void bearsUnparksAndInterruptsAtAnyTime() throws Exception {
    try (Scheduler scheduler = Schedulers.workStealing(2)) {
      Set<Thread> known = ConcurrentHashMap.newKeySet();
      var over = new AtomicBoolean();
      Thread disturber =
          Thread.ofPlatform()
              .start(
                  () -> {
                    while (!over.get()) {
                      for (Thread thread : known) {
                        LockSupport.unpark(thread);
                        thread.interrupt();
                      }
                    }
                  });
      try {
        Weft.with(scheduler)
            .run(
                () -> {
                  try (var scope = Scope.open()) {
                    for (int i = 0; i < FIBERS; i++) {
                      int number = i;
                      Fiber<Integer> child =
                          scope.fork(
                              () -> {
                                known.add(Thread.currentThread());
                                parkUnlessInterrupted(number);
                                return number;
                              });
                      assertThat(child.join()).isEqualTo(number);
                    }
                  }
                });
      } finally {
        over.set(true);
        disturber.join();
      }
      assertThat(known).hasSizeLessThan(FIBERS);
    }
  }

  @Test
  void endsWithItsScheduler() throws Exception {
    Thread idle;
    try (Scheduler scheduler = Schedulers.virtualTime()) {
      idle = Weft.with(scheduler).call(IdleStrandTest::threadOfAFiberThatParked);
      assertThat(idle.isAlive()).isTrue();
    }
    assertThat(idle.join(Duration.ofSeconds(10))).isTrue();
    assertThat(idle.getState()).isEqualTo(Thread.State.TERMINATED);
  }

  private static void parkUnlessInterrupted(int number) {
    switch (number % 4) {
      case 0 -> Fiber.yieldNow();
      case 1 -> LockSupport.parkNanos(1_000);
      case 2 -> {
        try {
          Fiber.sleep(Duration.ofNanos(1_000));
        } catch (InterruptedException e) {
          // the disturber was here
        }
      }
      default -> {}
    }
  }

  private static Thread threadOfAFiberThatParked() throws Exception {
    Channel<Integer> channel = Channel.rendezvous();
    try (var scope = Scope.open()) {
      Fiber<Thread> child =
          scope.fork(
              () -> {
                assertThat(channel.receive()).isEqualTo(1);
                return Thread.currentThread();
              });
      channel.send(1);
      return child.join();
    }
  }
}
