package dev.weft.testing;

import dev.weft.schedule.Scheduler;
import dev.weft.schedule.Schedulers;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.ArgumentsProvider;
import org.junit.jupiter.params.provider.ArgumentsSource;
import org.junit.jupiter.params.support.ParameterDeclarations;

/// A test that is run on each scheduler that a program may run on.
///
/// ```java
/// @OnEveryScheduler
/// void valuesArriveInOrder(Scheduler scheduler) throws Exception {
///   Weft.with(scheduler).run(() -> { ... });
/// }
/// ```
/// Each run has a new scheduler, which is closed after it: a fiber that is lost keeps it open, and [HangGuard] reports that.
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@ParameterizedTest(name = "{0}", autoCloseArguments = false)
@ArgumentsSource(OnEveryScheduler.Each.class)
@ExtendWith(HangGuard.class)
public @interface OnEveryScheduler {
  /// How often on each, for races in which a new scheduler takes part.
  int times() default 1;

  /// How many fibers wait at the same time: schedulers that do not have that many threads are left out.
  int waiting() default Each.BOUND;

  /// The matrix: small numbers of carriers, so that fibers meet.
  final class Each implements ArgumentsProvider {
    private static final int BOUND = 64;
    private static final String BOUNDED = "kernel, " + BOUND + " threads";
    private static final Map<String, Supplier<Scheduler>> MATRIX = new LinkedHashMap<>();

    static {
      MATRIX.put("work-stealing, 1 carrier", () -> Schedulers.workStealing(1));
      MATRIX.put("work-stealing, 2 carriers", () -> Schedulers.workStealing(2));
      MATRIX.put("work-stealing, 4 carriers", () -> Schedulers.workStealing(4));
      MATRIX.put("event-loop", Schedulers::eventLoop);
      MATRIX.put("per-core, 2 carriers", () -> Schedulers.perCore(2));
      MATRIX.put("kernel", Schedulers::kernel);
      MATRIX.put(BOUNDED, () -> Schedulers.kernel(BOUND));
      MATRIX.put("jdk", Schedulers::jdk);
    }

    @Override
    public Stream<? extends Arguments> provideArguments(ParameterDeclarations parameters, ExtensionContext context) {
      OnEveryScheduler test = context.getRequiredTestMethod().getAnnotation(OnEveryScheduler.class);
      return MATRIX.entrySet().stream()
          .filter(each -> test.waiting() <= BOUND || !each.getKey().equals(BOUNDED))
          .flatMap(
              each ->
                  IntStream.range(0, test.times())
                      .mapToObj(_ -> Arguments.argumentSet(each.getKey(), each.getValue().get())));
    }
  }
}
