package dev.weft.internal.run;

import dev.weft.schedule.Scheduler;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicLong;

/// What the waiting kernel and the scopes need of a scheduler.
public abstract non-sealed class Engine implements Scheduler {
  private final String name;
  private final Clock clock;

  /// Fibers started and ended by threads that are not carriers of this scheduler.
  private final AtomicLong started = new AtomicLong();

  private final AtomicLong ended = new AtomicLong();

  private volatile boolean closing;

  protected Engine(String name, Clock clock) {
    this.name = name;
    this.clock = clock;
  }

  @Override
  public final String name() {
    return name;
  }

  /// Its time.
  public final Clock clock() {
    return clock;
  }

  /// A time that may be some milliseconds old and costs nothing.
  public abstract long coarseTime();

  /// Queues a fiber that has not run yet.
  ///
  /// @throws RejectedExecutionException when the scheduler has been closed
  public abstract void start(Startable fiber);

  /// Sets a timer.
  public abstract void schedule(TimerEntry timer, long deadline);

  /// Told when a fiber ends.
  public void ended() {
    ended.incrementAndGet();
  }

  protected void started() {
    started.incrementAndGet();
  }

  protected long startedCount() {
    return started.get();
  }

  protected long endedCount() {
    return ended.get();
  }

  protected final void refuseIfClosed() {
    if (closing) {
      throw refusal();
    }
  }

  protected final RejectedExecutionException refusal() {
    return new RejectedExecutionException(
        "the scheduler " + name + " has been closed and starts no more fibers; close it after its last scope");
  }

  /// True for the first caller only.
  protected final synchronized boolean startClosing() {
    boolean first = !closing;
    closing = true;
    return first;
  }

  public final boolean closing() {
    return closing;
  }

  @Override
  public String toString() {
    return "scheduler " + name + (closing ? " (closed)" : "") + ", " + (startedCount() - endedCount()) + " fibers alive";
  }
}
