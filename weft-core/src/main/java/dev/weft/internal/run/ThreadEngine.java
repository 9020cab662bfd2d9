package dev.weft.internal.run;

import dev.weft.internal.mount.JdkThreads;
import dev.weft.schedule.SchedulerStats;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/// A scheduler whose fibers are threads that somebody else schedules: the operating system (`kernel`) or the JDK (`jdk`).
///
/// Waiting parks the thread; all else is as on carriers. Timers are fired by a thread of their own.
public final class ThreadEngine extends Engine {
  private final int bound;
  private final Executor starter;
  private final TimerThread timers;

  private ThreadEngine(String name, int bound, Executor starter) {
    super(name, Clock.SYSTEM);
    this.bound = bound;
    this.starter = starter;
    this.timers = new TimerThread(this);
    Engines.made(this);
  }

  /// One virtual thread per fiber, on the JDK's own scheduler.
  public static ThreadEngine jdk() {
    ThreadFactory factory = JdkThreads.factory();
    return new ThreadEngine("jdk", Runtime.getRuntime().availableProcessors(), task -> factory.newThread(task).start());
  }

  /// One platform thread per fiber.
  public static ThreadEngine kernel() {
    ThreadFactory factory = Thread.ofPlatform().daemon().name("kernel-", 0).factory();
    return new ThreadEngine("kernel", Integer.MAX_VALUE, task -> factory.newThread(task).start());
  }

  /// At most so many platform threads; further fibers wait for one to become free.
  public static ThreadEngine kernel(int threads) {
    ThreadFactory factory = Thread.ofPlatform().daemon().name("kernel-", 0).factory();
    return new ThreadEngine("kernel", threads, new BoundedThreads(threads, factory));
  }

  /// Whether its fibers are kernel threads.
  public boolean onKernelThreads() {
    return name().equals("kernel");
  }

  /// Runs a fiber to its end on the current thread, instead of one that is started for it.
  public void runHere(Startable fiber) {
    startedUnlessClosed();
    fiber.run();
  }

  @Override
  public int carriers() {
    return bound;
  }

  @Override
  public Executor executor() {
    return starter;
  }

  @Override
  public long coarseTime() {
    return clock().nanoTime();
  }

  @Override
  public void start(Startable fiber) {
    startedUnlessClosed();
    try {
      starter.execute(fiber);
    } catch (Throwable t) {
      ended();
      throw t;
    }
  }

  @Override
  public void schedule(TimerEntry timer, long deadline) {
    timers.schedule(timer, deadline);
  }

  @Override
  public boolean timersSet() {
    return timers.queue.earliest() != TimerQueue.NONE;
  }

  /// It has no kernel threads of its own: whether its fibers run can be seen on their threads.
  @Override
  public boolean idle() {
    return true;
  }

  @Override
  public long turns() {
    return startedCount() + endedCount();
  }

  @Override
  public void close() {
    if (Engines.currentFiber() instanceof Engines.EngineBound fiber && fiber.engine() == this) {
      throw closedFromInside();
    }
    startClosing();
    boolean interrupted = awaitFibers();
    timers.end();
    Engines.closed(this);
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public SchedulerStats stats() {
    int queued = starter instanceof BoundedThreads threads ? threads.queued() : 0;
    long ends = endsFirst();
    return new SchedulerStats(name(), List.of(), queued, startedCount(), ends);
  }

  /// Fires the timers of threads that are not on a carrier. Started with the first timer.
  private static final class TimerThread implements Runnable {
    private final Engine engine;
    private final Clock clock;
    private final TimerQueue queue = new TimerQueue();
    private final AtomicInteger started = new AtomicInteger();
    private volatile @org.jspecify.annotations.Nullable Thread thread;
    private volatile boolean ended;

    TimerThread(Engine engine) {
      this.engine = engine;
      this.clock = engine.clock();
    }

    void schedule(TimerEntry timer, long deadline) {
      if (ended) {
        Outliving.setTimer(timer, deadline, clock);
        return;
      }
      if (started.get() == 0 && started.compareAndSet(0, 1)) {
        Thread unstarted = Thread.ofPlatform().daemon().name(engine.name() + "-timers").unstarted(this);
        thread = unstarted; // before it can find the queue empty and park, so that whoever adds then can unpark it
        unstarted.start();
      }
      if (queue.add(timer, deadline)) {
        LockSupport.unpark(thread);
      }
      if (ended) { // perhaps after the last look of end()
        Outliving.leave(queue, clock);
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
        fireDue();
        long earliest = queue.earliest();
        if (earliest == TimerQueue.NONE) {
          LockSupport.park(queue);
        } else {
          LockSupport.parkNanos(queue, Math.max(1, earliest - clock.nanoTime()));
        }
        Thread.interrupted();
      }
    }

    /// One that throws must not keep the others from being fired.
    private void fireDue() {
      try {
        queue.expire(clock.nanoTime());
      } catch (Throwable t) {
        engine.failed("a timer", t);
      }
    }
  }
}
