package dev.weft.internal.run;

import dev.weft.internal.mount.JdkThreads;
import dev.weft.schedule.SchedulerStats;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadFactory;

/// A scheduler whose fibers are threads that somebody else schedules: the operating system (`kernel`) or the JDK (`jdk`).
///
/// Waiting parks the thread; all else is as on carriers. Timers are fired by a thread of their own.
public final class ThreadEngine extends Engine {
  /// Says how many threads the JDK's scheduler has, if it is not to be one for each processor.
  private static final String PARALLELISM = "jdk.virtualThreadScheduler.parallelism";

  private final int bound;
  private final Executor starter;
  private final TimerThread timers;

  private ThreadEngine(String name, int bound, Executor starter) {
    super(name, Clock.SYSTEM);
    this.bound = bound;
    this.starter = starter;
    this.timers = new TimerThread(Thread.ofPlatform().daemon().name(name + "-timers").factory(), clock(), t -> failed("a timer", t));
    Engines.made(this);
  }

  /// One virtual thread per fiber, on the JDK's own scheduler.
  public static ThreadEngine jdk() {
    ThreadFactory factory = JdkThreads.factory();
    int carriers = Integer.getInteger(PARALLELISM, Runtime.getRuntime().availableProcessors());
    return new ThreadEngine("jdk", carriers, task -> factory.newThread(task).start());
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
    startedUnlessClosed(false);
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
  protected void start(Startable fiber, boolean awaited) {
    startedUnlessClosed(awaited);
    try {
      starter.execute(fiber);
    } catch (Throwable t) {
      ended();
      throw t;
    }
    if (fiber.whyCancelled() != null) {
      cancelled(fiber); // whoever has cancelled it has perhaps not found it there
    }
  }

  @Override
  public void cancelled(Startable fiber) {
    if (starter instanceof BoundedThreads threads && threads.withdraw(fiber)) {
      fiber.endUnbegun();
    }
  }

  @Override
  public void schedule(TimerEntry timer, long deadline) {
    timers.schedule(timer, deadline);
  }

  @Override
  public boolean timersSet() {
    return timers.anySet();
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
  protected void end() {
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
}
