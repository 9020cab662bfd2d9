package dev.weft.internal.run;

import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Fires the timers of threads that are not on a carrier. Started with the first timer, or a later one if the system gave no thread then.
///
/// Most timers are cancelled: the thread is woken only for one that is due before it wakes by itself. It says when that will be, then looks for earlier ones;
/// whoever sets a timer adds it, then looks at what the thread has said. One of the two sees the other.
public final class TimerThread implements Runnable {
  /// For others to give back memory in.
  private static final long BREATH_NANOS = 1_000_000;

  private final ThreadFactory factory;
  private final Clock clock;
  private final Consumer<? super Throwable> failures;
  private final TimerQueue queue = new TimerQueue();

  /// True for as long as somebody starts it or has started it.
  private final AtomicBoolean starts = new AtomicBoolean();

  /// Null until somebody starts it.
  private volatile @Nullable Thread thread;

  /// Until when it sleeps, or has slept.
  private volatile long wakesAt = Long.MIN_VALUE;

  private volatile boolean ended;

  /// @param failures is told what a timer has thrown
  public TimerThread(ThreadFactory factory, Clock clock, Consumer<? super Throwable> failures) {
    this.factory = factory;
    this.clock = clock;
    this.failures = failures;
  }

  boolean anySet() {
    return queue.earliest() != TimerQueue.NONE;
  }

  /// Sets a timer.
  public void schedule(TimerEntry timer, long deadline) {
    if (ended) {
      Outliving.setTimer(timer, deadline, clock);
      return;
    }
    if (thread == null) {
      start();
    }
    if (queue.add(timer, deadline) && deadline < wakesAt) {
      LockSupport.unpark(thread);
    }
    if (ended) { // perhaps after the last look of end()
      Outliving.leave(queue, clock);
    }
  }

  /// One of those who come sets to; nobody waits for that, because whoever sets a timer may hold a spin lock.
  private void start() {
    if (!starts.compareAndSet(false, true)) {
      return;
    }
    try {
      Thread unstarted = factory.newThread(this);
      thread = unstarted; // before it can find the queue empty and park, so that whoever adds then can unpark it
      unstarted.start();
    } catch (Throwable t) {
      thread = null;
      starts.set(false);
      throw t;
    }
  }

  void end() {
    ended = true;
    LockSupport.unpark(thread);
    Outliving.leave(queue, clock);
  }

  @Override
  public void run() {
    while (!ended) {
      try {
        fire();
      } catch (Throwable t) {
        survive(t);
      }
    }
  }

  private void fire() {
    while (!ended) {
      queue.expire(clock.nanoTime());
      long earliest = queue.earliest();
      wakesAt = earliest;
      if (queue.earliest() < earliest) {
        continue;
      }
      if (earliest == TimerQueue.NONE) {
        LockSupport.park(queue);
      } else {
        LockSupport.parkNanos(queue, Math.max(1, earliest - clock.nanoTime()));
      }
      Thread.interrupted();
    }
  }

  /// What a timer makes happen had no room for something. The timers behind it must not wait for ever.
  private void survive(Throwable thrown) {
    failures.accept(thrown);
    LockSupport.parkNanos(queue, BREATH_NANOS);
  }
}
