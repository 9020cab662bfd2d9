package dev.weft.testing;

import dev.weft.Action;
import dev.weft.Weft;
import dev.weft.schedule.Scheduler;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;

/// Makes a test that hangs one that fails, with a report of what its scheduler and all threads do.
///
/// As an extension it guards the tests of [OnEveryScheduler], the closing of their schedulers included.
public final class HangGuard implements InvocationInterceptor {
  /// How long a test may take before it counts as hanging; stress tests are told to take some time of their own.
  private static final Duration LIMIT = Duration.ofSeconds(30).plusMillis(Long.getLong("stress.millis", 0));

  @Override
  public void interceptTestTemplateMethod(
      Invocation<Void> test, ReflectiveInvocationContext<Method> method, ExtensionContext context) throws Throwable {
    var scheduler = (Scheduler) method.getArguments().getFirst();
    within(
        LIMIT,
        scheduler,
        () -> {
          proceed(test);
          scheduler.close();
          return true;
        });
  }

  private static void proceed(Invocation<Void> test) throws Exception {
    try {
      test.proceed();
    } catch (Exception | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new AssertionError(e);
    }
  }

  /// Runs a body on a platform thread of its own; if it takes longer than the limit, fails with the report.
  public static <T> T within(Duration limit, Scheduler scheduler, Callable<T> body) throws Exception {
    var task = new FutureTask<>(body);
    Thread runner = Thread.ofPlatform().daemon().name("test of " + scheduler.name()).start(task);
    try {
      return task.get(limit.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      String report = report(scheduler);
      runner.interrupt();
      throw new AssertionError("not done within " + limit + " on " + report, e);
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case Exception cause -> throw cause;
        case Error cause -> throw cause;
        case Throwable cause -> throw new AssertionError(cause);
      }
    }
  }

  /// The same with a body that runs in a fiber of the scheduler, which is closed after it.
  public static <T> T call(Duration limit, Scheduler scheduler, Callable<T> body) throws Exception {
    return within(
        limit,
        scheduler,
        () -> {
          T value = Weft.with(scheduler).call(body);
          scheduler.close();
          return value;
        });
  }

  /// The same with one that returns nothing.
  public static void run(Duration limit, Scheduler scheduler, Action body) throws Exception {
    call(
        limit,
        scheduler,
        () -> {
          body.run();
          return true;
        });
  }

  private static String report(Scheduler scheduler) {
    var text = new StringBuilder(scheduler + "\n" + scheduler.stats() + "\n");
    for (Map.Entry<Thread, StackTraceElement[]> entry : Thread.getAllStackTraces().entrySet()) {
      text.append(entry.getKey()).append(' ').append(entry.getKey().getState()).append('\n');
      for (StackTraceElement frame : entry.getValue()) {
        text.append("    ").append(frame).append('\n');
      }
    }
    return text.toString();
  }
}
