package dev.weft.internal.run;

import dev.weft.schedule.Scheduler;
import java.lang.System.Logger.Level;
import java.lang.invoke.VarHandle;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicLong;

/// What the waiting kernel and the scopes need of a scheduler.
public abstract non-sealed class Engine implements Scheduler {
  private final String name;
  private final Clock clock;

  /// Fibers started and ended by threads that are not carriers of this scheduler.
  private final AtomicLong started = new AtomicLong();

  private final AtomicLong ended = new AtomicLong();

  private final Closing closers = new Closing(this);

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
  public final void start(Startable fiber) {
    start(fiber, false);
  }

  /// Queues one that comes in the place of another of this scheduler, and is called by that, before it has [#ended]: whoever closes the scheduler waits for both.
  public final void startBehind(Startable fiber) {
    start(fiber, true);
  }

  /// With whether it must be taken although the scheduler is being closed.
  protected abstract void start(Startable fiber, boolean awaited);

  /// A fiber of it has been cancelled. If it waits for a thread that is not free, it ends now: whoever has the thread may wait for it.
  public void cancelled(Startable fiber) {}

  /// Sets a timer.
  public abstract void schedule(TimerEntry timer, long deadline);

  /// Whether any timer is set that will make something happen; a snapshot.
  public abstract boolean timersSet();

  /// Whether nothing runs and nothing is queued on kernel threads of its own; a snapshot.
  public abstract boolean idle();

  /// A number that grows with each turn that its own kernel threads take, so that two looks can tell whether anything has run.
  public abstract long turns();

  @Override
  public final void close() {
    if (!Engines.isStandard(this)) {
      end();
    }
  }

  /// Closes it; see [Scheduler#close].
  protected abstract void end();

  /// Told when a fiber ends.
  public void ended() {
    ended.incrementAndGet();
    tellClosers();
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

  protected final void refuseIfClosed(boolean awaited) {
    if (closing && !awaited) {
      throw refusal();
    }
  }

  /// Counts a start from outside: first counts, then looks; [#close] first sets `closing`, then counts. So a fiber is
  /// either waited for or refused.
  protected final void startedUnlessClosed(boolean awaited) {
    started();
    if (closing && !awaited) {
      ended.incrementAndGet();
      tellClosers();
      throw refusal();
    }
  }

  /// Whether any fiber that was started has not ended.
  protected final boolean fibersAlive() {
    return endsFirst() < startedCount();
  }

  /// Parks until no fiber is alive, for who has called [#startClosing]; whether it was interrupted meanwhile.
  protected final boolean awaitFibers() {
    return closers.await();
  }

  /// Wakes those who close it, if there are any and no fiber is alive.
  protected final void tellClosers() {
    if (closing) {
      closers.look();
    }
  }

  /// How many have ended; to be read before how many were started: a fiber is counted before it can end, so there are never more ends.
  protected final long endsFirst() {
    long ends = endedCount();
    VarHandle.acquireFence();
    return ends;
  }

  protected final RejectedExecutionException refusal() {
    return new RejectedExecutionException(
        "the scheduler " + name + " has been closed and starts no more fibers; close it after its last scope");
  }

  /// One of its own fibers would wait for itself.
  protected final IllegalStateException closedFromInside() {
    return new IllegalStateException("the scheduler " + name + " is closed by one of its own fibers; close it from outside");
  }

  /// What no fiber has thrown, and nobody waits for.
  final void failed(String what, Throwable cause) {
    try {
      System.getLogger("dev.weft").log(Level.ERROR, "the scheduler " + name + " goes on after a failure of " + what, cause);
    } catch (Throwable noRoom) {
      // then it cannot be told either
    }
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

  final long alive() {
    long ends = endsFirst();
    return startedCount() - ends;
  }

  @Override
  public String toString() {
    return "scheduler " + name + (closing ? " (closed)" : "") + ", " + alive() + " fibers alive";
  }
}
