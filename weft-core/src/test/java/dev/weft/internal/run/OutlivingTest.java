package dev.weft.internal.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.Fiber;
import dev.weft.Weft;
import dev.weft.schedule.Scheduler;
import dev.weft.testing.Eventually;
import dev.weft.testing.OnEveryScheduler;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

/// Virtual threads that a program has started without a scope wait when their scheduler is closed: they go on, and nobody else is harmed.
class OutlivingTest {
  private final CountDownLatch begun = new CountDownLatch(1);

  private Thread startedOn(Scheduler scheduler, Runnable body) throws Exception {
    var started = new AtomicReference<Thread>();
    Weft.with(scheduler).run(() -> started.set(Thread.startVirtualThread(() -> {
      begun.countDown();
      body.run();
    })));
    begun.await();
    return started.get();
  }

  private static void untilIt(Thread thread, Thread.State... waits) {
    Eventually.until("it waits", () -> List.of(waits).contains(thread.getState()));
  }

  /// Else the JVM's one thread that wakes those who wait for monitors would end.
  @OnEveryScheduler
  void atAMonitor(Scheduler scheduler) throws Exception {
    var lock = new Object();
    Thread thread;
    synchronized (lock) {
      thread = startedOn(scheduler, () -> {
        synchronized (lock) {
          lock.notifyAll();
        }
      });
      untilIt(thread, Thread.State.BLOCKED);
      scheduler.close();
    }
    thread.join();
    assertThat(Thread.getAllStackTraces().keySet()).extracting(Thread::getName).contains("VirtualThread-unblocker");
  }

  /// Else it is the unlocking thread that gets an exception.
  @OnEveryScheduler
  void atALock(Scheduler scheduler) throws Exception {
    var lock = new ReentrantLock();
    lock.lock();
    Thread thread = startedOn(scheduler, () -> {
      lock.lock();
      lock.unlock();
    });
    untilIt(thread, Thread.State.WAITING);
    scheduler.close();
    lock.unlock();
    thread.join();
  }

  @OnEveryScheduler
  void asleep(Scheduler scheduler) throws Exception {
    Thread thread = startedOn(scheduler, () -> LockSupport.parkNanos(Long.MAX_VALUE));
    untilIt(thread, Thread.State.TIMED_WAITING);
    scheduler.close();
    thread.interrupt();
    thread.join();
  }

  /// Its timer was one of the scheduler's.
  @OnEveryScheduler
  void asleepByTheSchedulersTimer(Scheduler scheduler) throws Exception {
    Thread thread = startedOn(scheduler, () -> {
      try {
        Fiber.sleep(Duration.ofMillis(200));
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    });
    untilIt(thread, Thread.State.WAITING, Thread.State.TERMINATED); // the machine may be slower than the sleep
    scheduler.close();
    assertThat(thread.join(Duration.ofSeconds(10))).isTrue();
  }

  /// What can be refused is: a thread that has not begun.
  @OnEveryScheduler
  void startsNoOthers(Scheduler scheduler) throws Exception {
    var refused = new AtomicReference<Throwable>();
    Thread thread = startedOn(scheduler, () -> {
      LockSupport.park();
      try {
        Thread.startVirtualThread(() -> {});
      } catch (RejectedExecutionException e) {
        refused.set(e);
      }
    });
    untilIt(thread, Thread.State.WAITING);
    scheduler.close();
    LockSupport.unpark(thread);
    thread.join();
    if (scheduler instanceof CarrierEngine) {
      assertThatThrownBy(() -> { throw refused.get(); }).hasMessageContaining("has been closed and starts no more fibers");
    } else {
      assertThat(refused).hasValue(null);
    }
  }
}
