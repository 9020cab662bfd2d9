package dev.weft.internal.fiber;

import dev.weft.internal.run.Clock;
import dev.weft.internal.run.TimerEntry;
import dev.weft.internal.run.TimerThread;
import dev.weft.internal.util.Texts;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

/// Looks at one scope some time after something in it was cancelled, and reports the fibers that go on all the same.
///
/// One timer per scope, only after a cancellation, gone when the scope closes. Each fiber is reported once.
///
/// The time that a fiber is given is 5 s, unless the system property `dev.weft.cancellation.grace` says otherwise, as an
/// ISO-8601 duration such as `PT0.5S`.
public final class CancelWatch extends TimerEntry {
  /// Told about a fiber that goes on although it was cancelled; on a thread of its own.
  @FunctionalInterface
  public interface Listener {
    /// @param fiber who
    /// @param cause why it was cancelled
    /// @param since how long ago
    /// @param stack where it is now; empty if it has no thread yet
    void ignoresCancellation(FiberTask<?> fiber, Throwable cause, Duration since, StackTraceElement[] stack);
  }

  private static final CopyOnWriteArrayList<Listener> LISTENERS = new CopyOnWriteArrayList<>(List.of(CancelWatch::log));

  /// Not the scheduler's: what only reports moves no virtual time, and is no hope for a program in which all are asleep.
  private static final TimerThread TIMERS =
      new TimerThread(Looker::new, Clock.SYSTEM, t -> System.getLogger("dev.weft").log(Level.ERROR, "a look at cancelled fibers has failed", t));

  private static volatile long grace = Grace.configured();

  /// The thread of all watches, by which reports know it.
  public static final class Looker extends Thread {
    private Looker(Runnable body) {
      super(null, body, "weft-cancel-watch-timers", 0, false);
      setDaemon(true);
    }
  }

  private final Owner owner;

  CancelWatch(Owner owner) {
    this.owner = owner;
  }

  /// How long cancelled fibers have before they are reported.
  public static Duration grace() {
    return Duration.ofNanos(grace);
  }

  /// Sets how long cancelled fibers have before they are reported.
  public static void grace(Duration time) {
    grace = Grace.nanos(time);
  }

  /// Adds somebody who is told.
  public static void listen(Listener listener) {
    LISTENERS.add(listener);
  }

  /// Takes a listener out again.
  public static void unlisten(Listener listener) {
    LISTENERS.remove(listener);
  }

  void start() {
    TIMERS.schedule(this, Clock.SYSTEM.after(grace));
  }

  @Override
  protected void fire() {
    owner.watchEnded();
    long now = System.nanoTime();
    List<FiberTask<?>> late = new ArrayList<>();
    boolean young = false;
    for (FiberTask<?> fiber : owner.fibers()) {
      Cancellation why = fiber.cancellation();
      if (why != null && now - why.at() >= grace) {
        if (fiber.markReported()) {
          late.add(fiber);
        }
      } else {
        young |= why != null;
      }
    }
    if (young) {
      owner.watchCancelled();
    }
    if (!late.isEmpty()) { // taking stacks and logging may wait: not on a carrier
      Thread.ofPlatform().daemon().name("weft-cancel-watch").start(() -> late.forEach(fiber -> report(fiber, now)));
    }
  }

  private static void report(FiberTask<?> fiber, long now) {
    Cancellation why = fiber.cancellation();
    if (why == null || fiber.isEnded()) {
      return;
    }
    Thread thread = fiber.thread();
    StackTraceElement[] stack = thread == null ? new StackTraceElement[0] : thread.getStackTrace();
    for (Listener listener : LISTENERS) {
      listener.ignoresCancellation(fiber, why.cause(), Duration.ofNanos(now - why.at()), stack);
    }
  }

  private static void log(FiberTask<?> fiber, Throwable cause, Duration since, StackTraceElement[] stack) {
    Logger logger = System.getLogger("dev.weft");
    String where = Arrays.stream(stack).map(frame -> "\n    at " + frame).collect(Collectors.joining());
    logger.log(
        Level.WARNING,
        "{0} goes on {1} after it was cancelled ({2}); its scope cannot close before it ends. It is{3}",
        fiber,
        Texts.exact(Duration.ofMillis(since.toMillis())),
        Texts.line(Texts.of(cause)),
        where.isEmpty() ? " not running yet" : where);
  }
}
