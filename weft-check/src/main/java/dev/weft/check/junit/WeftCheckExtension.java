package dev.weft.check.junit;

import dev.weft.check.Options;
import dev.weft.check.Verdict;
import dev.weft.check.engine.report.Shell;
import dev.weft.check.launch.Durations;
import dev.weft.check.launch.Session;
import java.lang.reflect.Method;
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
    Options options = Options.standard().withSchedules(wanted.schedules()).withTime(Durations.parse(wanted.time()))
        .withStrategy(wanted.strategy()).withSeed(wanted.seed()).withJvmOptions(List.of(wanted.jvm()))
        .withName(type.getSimpleName() + "-" + method.getName());
    switch (Session.explore(type, method.getName(), options)) {
      case Verdict.Clean clean -> context.publishReportEntry("weft check",
          clean.explored().schedules() + " schedules, " + clean.explored().distinct() + " distinct");
      case Verdict.Buggy buggy -> throw new AssertionError(message(buggy, type, method));
      case Verdict.Uncontrolled unknown -> throw new AssertionError(
          "weft check could not control this test, so there is no verdict:\n" + unknown.report());
    }
  }

  private static String message(Verdict.Buggy buggy, Class<?> type, Method method) {
    return buggy.findings().getFirst().headline() + "\n\n" + buggy.report().stripTrailing()
        + "\n\nreplay: weft check --class-path \"$CLASSPATH\" --replay " + Shell.quote(buggy.findings().getFirst().replay().toString()) + " --junit "
        + type.getName() + "#" + method.getName();
  }
}
