package dev.weft.internal.run;

import dev.weft.internal.mount.Mounts;
import dev.weft.internal.mount.VirtualThreads;
import java.lang.invoke.ConstantBootstraps;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// A virtual thread of Weft's own: a stack on which fibers run, one after the other.
///
/// A fiber gets a strand when its first turn comes. When its body ends without having parked, the strand takes the next
/// unstarted fiber of its carrier without any switch; when the body parks, the strand stays the fiber's own until the
/// body ends. So spawning costs a virtual thread only for fibers that wait. (Go reuses dead goroutines in this way.)
///
/// ```
///  new or idle --assigned by a carrier--> running --body ends, next task is unstarted--> running
///  running --park--> parked --resume()--> queued --turn--> running
///  running --body ends, nothing unstarted--> idle (kept by its carrier) or ended (its carrier has enough)
/// ```
/// An idle strand has no stack: its virtual thread's body has returned, and will be run from its beginning.
///
/// Owner: the carrier that runs it; while parked, whoever wins [Mounts#wake]; while idle, the carrier that keeps it.
public final class Strand implements Runnable, Executor {
  private static final VarHandle TOLD =
      ConstantBootstraps.fieldVarHandle(MethodHandles.lookup(), "told", VarHandle.class, Strand.class, Waiting.class);
  private static final VarHandle SINCE =
      ConstantBootstraps.fieldVarHandle(MethodHandles.lookup(), "since", VarHandle.class, Strand.class, long.class);

  private final Thread thread;

  /// The carrier that a strand of a scheduler without stealing never leaves. Null until the JDK has started the thread.
  @SuppressWarnings("NullAway.Init")
  Carrier home;

  /// Set by the carrier before the mount, cleared by the strand at the fiber's end.
  private @Nullable Startable task;

  /// For reports: since when the fiber waits; zero if it does not. Written by the strand itself.
  @SuppressWarnings("unused") // through SINCE
  private long since;

  /// For reports: what it waits for, if it has been asked. Not written at each wait: under a collector with generations a
  /// reference from an old object to a young one costs a fence.
  private @Nullable Waiting told;

  Strand(Carrier home) {
    this.thread = VirtualThreads.create(this, this);
    VirtualThreads.start(thread, home.engine.container());
    this.home = home;
  }

  /// The strand under the current thread, or null: a foreign virtual thread, a kernel thread, or no carrier of Weft.
  public static @Nullable Strand current() {
    // not asked of the carrier: a reference to what it has mounted would cost a fence at each turn
    return VirtualThreads.currentScheduler() instanceof Strand strand && strand.thread == Thread.currentThread() ? strand : null;
  }

  /// Its virtual thread.
  public Thread thread() {
    return thread;
  }

  /// What it runs; for the strand itself, and for reports, which may see a moment ago.
  public @Nullable Startable running() {
    return task;
  }

  /// The scheduler whose carriers run it.
  public CarrierEngine engine() {
    return home.engine;
  }

  /// Lets the current strand wait. May return for no reason: callers look at what they wait for, in a loop.
  public void park() {
    Mounts.park(thread);
  }

  /// Called by the strand before it parks for something.
  public void waits() {
    long now = engine().coarseTime();
    SINCE.setOpaque(this, now == 0 ? 1 : now);
  }

  /// Called by the strand when it has been woken although what it waits for has not happened: perhaps by [#ask].
  public void tell(Waiting what) {
    TOLD.setOpaque(this, what);
  }

  /// Called by the strand when the wait is over.
  public void waitsNoMore() {
    SINCE.setOpaque(this, 0L);
    if (told != null) {
      told = null;
    }
  }

  /// What it waits for, as far as it has told; null if it runs, has not been asked, or waits by means that are not Weft's.
  public @Nullable Waiting waiting() {
    var waiting = (Waiting) TOLD.getOpaque(this);
    return waiting != null && waiting.isWaiting() ? waiting : null;
  }

  /// Whether it waits for something that only it knows. Then [#ask] helps.
  public boolean keepsItsWait() {
    return waitingSince() != 0 && waiting() == null;
  }

  /// Wakes it for no reason, so that it looks again at what it waits for, and tells.
  public void ask() {
    resume();
  }

  /// Since when, on the scheduler's coarse clock; zero if it does not wait.
  public long waitingSince() {
    return (long) SINCE.getOpaque(this);
  }

  /// Ends a wait, or makes the next one return at once.
  public void resume() {
    if (Mounts.wake(thread)) {
      engine().ready(this);
    } else {
      LockSupport.unpark(thread);
    }
  }

  /// Gives an idle or new strand its next fiber; null if it is to have none any more.
  void assign(@Nullable Startable fiber) {
    task = fiber;
  }

  /// After the end of its body: whether it can be assigned another fiber.
  boolean isIdle() {
    return task == null;
  }

  /// The body of its virtual thread.
  @Override
  public void run() {
    Mounts.begin(thread);
    try {
      if (Mounts.isRecorded()) {
        Mounts.runRecorded(thread, this::runFibers);
      } else {
        runFibers();
      }
    } catch (Throwable thrown) {
      Mounts.uncaught(thread, thrown);
    } finally {
      Mounts.end(thread);
    }
  }

  /// From a fiber's first turn to the end of the last one that needs no switch.
  private void runFibers() {
    Startable fiber = task;
    while (fiber != null) {
      Thread.interrupted(); // an interrupt that was meant for the fiber before
      LockSupport.setCurrentBlocker(null); // or what that one has left
      fiber.runOn(this);
      if (fiber.endsItsThread()) {
        return; // with its task, as one that is not idle
      }
      fiber = Carrier.mounting(this).nextForStrand();
      task = fiber;
    }
  }

  /// Called by the JDK: at the start, when somebody unparks or interrupts the thread, and for the virtual threads that
  /// code on this strand starts, because they inherit its scheduler.
  @Override
  public void execute(Runnable submitted) {
    if (home == null) {
      return; // being started: its maker mounts it
    }
    if (submitted == this) {
      engine().ready(this);
    } else {
      engine().execute(submitted);
    }
  }

  @Override
  public String toString() {
    Startable runs = task;
    return "strand #" + thread.threadId() + (runs == null ? " (idle)" : " running " + runs);
  }
}
