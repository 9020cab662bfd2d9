package dev.weft.testing;

import dev.weft.schedule.Scheduler;
import dev.weft.schedule.Schedulers;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.ArgumentsProvider;
import org.junit.jupiter.params.provider.ArgumentsSource;
import org.junit.jupiter.params.support.ParameterDeclarations;

/// A test that is run once on each scheduler, which is its parameter and is closed after it: so a lost fiber hangs the test, and a
/// hanging test fails.
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@ParameterizedTest(name = "{0}")
@ArgumentsSource(OnEveryScheduler.Each.class)
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
public @interface OnEveryScheduler {
  /// The schedulers; small ones, so that fibers meet.
  final class Each implements ArgumentsProvider {
    @Override
    public Stream<? extends Arguments> provideArguments(ParameterDeclarations parameters, ExtensionContext context) {
      Stream<Scheduler> all =
          Stream.of(
              Schedulers.workStealing(2),
              Schedulers.eventLoop(),
              Schedulers.perCore(2),
              Schedulers.kernel(),
              Schedulers.jdk());
      return all.map(scheduler -> Arguments.argumentSet(scheduler.name(), scheduler));
    }
  }
}
