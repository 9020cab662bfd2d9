package dev.weft.internal.fiber;

import dev.weft.internal.run.Clock;
import dev.weft.internal.run.TimerEntry;
import dev.weft.internal.run.TimerThread;
import dev.weft.internal.util.Texts;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A look at those who were told to stop, some time after that, for a report of who goes on all the same.
///
/// Whoever only waits for a scope of its own, whose fibers have been told too, is not reported: they are.
///
/// The time that is given is 5 s, unless the system property `dev.weft.cancellation.grace` says otherwise, as an
/// ISO-8601 duration such as `PT0.5S`.
public abstract class GraceWatch extends TimerEntry {
  /// Told about those who go on; on a thread of its own.
  public interface Listener {
    /// A fiber was cancelled.
    ///
    /// @param fiber who
    /// @param cause why it was cancelled
    /// @param since how long ago
    /// @param stack where it is now; empty if it has no thread yet
    void ignoresCancellation(FiberTask<?> fiber, Throwable cause, Duration since, StackTraceElement[] stack);

    /// The time of a body under a deadline has come.
    ///
    /// @param body whose
    /// @param since how long ago
    /// @param stack where it is now
    void ignoresDeadline(Region body, Duration since, StackTraceElement[] stack);
  }

  private static final CopyOnWriteArrayList<Listener> LISTENERS = new CopyOnWriteArrayList<>(List.of(new Log()));

  /// Not the scheduler's: what only reports moves no virtual time, and is no hope for a program in which all are asleep.
  private static final TimerThread TIMERS =
      new TimerThread(Looker::new, Clock.SYSTEM, t -> System.getLogger("dev.weft").log(Level.ERROR, "a look at who was told to stop has failed", t));

  private static volatile long grace = Grace.configured();

  /// The thread of all watches, by which reports know it.
  public static final class Looker extends Thread {
    private Looker(Runnable body) {
      super(null, body, "weft-cancel-watch-timers", 0, false);
      setDaemon(true);
    }
  }

  private long started;

  GraceWatch() {}

  /// How long they have before they are reported.
  public static Duration grace() {
    return Duration.ofNanos(grace);
  }

  /// Sets how long they have before they are reported.
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

  /// Looks after that time; more than once, if one look was not enough.
  final void start() {
    if (started == 0) {
      started = System.nanoTime();
    }
    TIMERS.schedule(this, Clock.SYSTEM.after(grace));
  }

  /// How long ago it was started first.
  final Duration age() {
    return Duration.ofNanos(System.nanoTime() - started);
  }

  /// Whether those who were told at that time have had theirs.
  static boolean isOver(long toldAt, long now) {
    return now - toldAt >= grace;
  }

  /// Whether it waits for the end of one of those scopes, whose fibers are watched as well.
  static boolean isClosing(List<Owner> opened) {
    return opened.stream().anyMatch(scope -> scope.isCancelled() && scope.isAwaited());
  }

  /// Taking stacks and logging may wait: it is done elsewhere.
  static void report(Runnable telling) {
    Reporter.THREAD.execute(telling);
  }

  static void tell(Consumer<? super Listener> report) {
    LISTENERS.forEach(report);
  }

  static StackTraceElement[] stackOf(@Nullable Thread thread) {
    return thread == null ? new StackTraceElement[0] : thread.getStackTrace();
  }

  /// One thread, as long as there is something to tell. Made with the first report: `weft check` goes through what is made before, again and again.
  private static final class Reporter {
    static final Executor THREAD =
        new ThreadPoolExecutor(0, 1, 1, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), Thread.ofPlatform().daemon().name("weft-cancel-watch").factory());
  }

  /// Warns of them.
  private static final class Log implements Listener {
    @Override
    public void ignoresCancellation(FiberTask<?> fiber, Throwable cause, Duration since, StackTraceElement[] stack) {
      warn("{0} goes on {1} after it was cancelled ({2}); its scope cannot close before it ends. It is{3}", fiber, since, Texts.line(Texts.of(cause)), stack);
    }

    @Override
    public void ignoresDeadline(Region body, Duration since, StackTraceElement[] stack) {
      FiberTask<?> fiber = body.fiber();
      Object who = fiber == null ? "thread " + Texts.line(body.thread().getName()) : fiber;
      warn("{0} goes on {1} after its deadline of {2}; a body that does not heed interrupts is not ended by one. It is{3}",
          who, since, Texts.exact(body.limit().length()), stack);
    }

    private static void warn(String text, Object who, Duration since, String what, StackTraceElement[] stack) {
      String where = Arrays.stream(stack).map(frame -> "\n    at " + frame).collect(Collectors.joining());
      System.getLogger("dev.weft")
          .log(Level.WARNING, text, who, Texts.exact(Duration.ofMillis(since.toMillis())), what, where.isEmpty() ? " not running yet" : where);
    }
  }
}
