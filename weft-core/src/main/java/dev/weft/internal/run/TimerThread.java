package dev.weft.internal.run;

import java.lang.System.Logger.Level;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// Fires the timers of threads that are not on a carrier. Started with the first timer, or a later one if the system gave no thread then.
final class TimerThread implements Runnable {
  /// For others to give back memory in.
  private static final long BREATH_NANOS = 1_000_000;

  private final ThreadFactory factory;
  private final Clock clock;
  private final TimerQueue queue = new TimerQueue();

  /// Null until it has been started.
  private volatile @Nullable Thread thread;

  private volatile boolean ended;

  TimerThread(ThreadFactory factory, Clock clock) {
    this.factory = factory;
    this.clock = clock;
  }

  boolean anySet() {
    return queue.earliest() != TimerQueue.NONE;
  }

  void schedule(TimerEntry timer, long deadline) {
    if (ended) {
      Outliving.setTimer(timer, deadline, clock);
      return;
    }
    if (thread == null) {
      start();
    }
    if (queue.add(timer, deadline)) {
      LockSupport.unpark(thread);
    }
    if (ended) { // perhaps after the last look of end()
      Outliving.leave(queue, clock);
    }
  }

  private synchronized void start() {
    if (thread == null) {
      Thread started = factory.newThread(this);
      started.start();
      thread = started;
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
    try {
      System.getLogger("dev.weft").log(Level.ERROR, Thread.currentThread().getName() + " goes on after a failure of a timer", thrown);
    } catch (Throwable noRoom) {
      // then it cannot be told either
    }
    LockSupport.parkNanos(queue, BREATH_NANOS);
  }
}
