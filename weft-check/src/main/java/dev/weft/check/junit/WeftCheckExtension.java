package dev.weft.check.junit;

import dev.weft.check.Options;
import dev.weft.check.Verdict;
import dev.weft.check.engine.report.Shell;
import dev.weft.check.launch.Durations;
import dev.weft.check.launch.Session;
import dev.weft.check.launch.TestCommand;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.junit.platform.commons.support.AnnotationSupport;

/// Explores a [WeftCheck] method instead of running it once.
public final class WeftCheckExtension implements InvocationInterceptor {
  @Override
  public void interceptTestMethod(Invocation<@Nullable Void> invocation, ReflectiveInvocationContext<Method> call,
      ExtensionContext context) throws Throwable {
    Method method = call.getExecutable();
    WeftCheck wanted = AnnotationSupport.findAnnotation(method, WeftCheck.class).orElse(null);
    if (wanted == null) {
      invocation.proceed();
      return;
    }
    invocation.skip();
    Class<?> type = call.getTargetClass();
    Options options = options(wanted).withName(type.getSimpleName() + "-" + method.getName());
    Path replay = wanted.replay().isEmpty() ? null : Path.of(wanted.replay());
    switch (Session.test(type, method.getName(), options, replay)) {
      case Verdict.Clean clean -> publish(clean, context);
      case Verdict.Buggy buggy -> throw new AssertionError(message(buggy, type.getName() + "#" + method.getName(), options));
      case Verdict.Uncontrolled unknown -> throw new AssertionError(
          "weft check could not control this test, so there is no verdict:\n" + unknown.report());
    }
  }

  private static Options options(WeftCheck wanted) {
    return Options.standard().withSchedules(wanted.schedules()).withTime(Durations.parse(wanted.time()))
        .withStrategy(wanted.strategy()).withSeed(wanted.seed()).withKeepGoing(wanted.keepGoing()).withBackend(wanted.backend())
        .withIsolation(wanted.isolation()).withRacesAllowed(List.of(wanted.racesAllowed())).withJvmOptions(List.of(wanted.jvm()))
        .withReports(Arrays.stream(wanted.reports()).map(Path::of).toList());
  }

  private static void publish(Verdict.Clean clean, ExtensionContext context) {
    Verdict.Explored explored = clean.explored();
    context.publishReportEntry("weft check", (explored.complete() ? "all " + explored.distinct() + " inequivalent schedules"
        : explored.schedules() + " schedules, " + explored.distinct() + " distinct"));
    explored.notes().forEach(note -> context.publishReportEntry("weft check: note", note));
  }

  private static String message(Verdict.Buggy buggy, String test, Options options) {
    String file = buggy.findings().getFirst().replay().toString();
    return buggy.findings().getFirst().headline() + "\n\n" + buggy.report().stripTrailing()
        + "\n\nreplay in this test: @WeftCheck(replay = \"" + file + "\")"
        + "\nreplay: " + TestCommand.of(test, options).replace(TestCommand.FILE, Shell.quote(file));
  }
}
