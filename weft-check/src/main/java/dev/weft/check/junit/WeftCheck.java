package dev.weft.check.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// A test whose interleavings are explored: it passes if no explored schedule fails, has a data race, a deadlock or a lost
/// wake-up. For JUnit 5 and 6.
///
/// ```java
/// @WeftCheck(schedules = 10_000)
/// void transfersKeepTheSum() throws Exception { ... }
/// ```
///
/// The test runs in a JVM of its own, once in each schedule, with a new instance and whatever `@BeforeEach` and `@AfterEach` do;
/// the instance that JUnit makes here is not used. The message of a failure ends with the command that replays it;
/// `@WeftCheck(replay = "FILE.weft")` does so where there is no command.
///
/// The elements mean what the options of `weft check` mean that are called so.
@Documented
@Test
@ExtendWith(WeftCheckExtension.class)
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
public @interface WeftCheck {
  /// At most so many schedules; 0, the default, is no limit.
  long schedules() default 0;

  /// At most so long: `500ms`, `10s`, `2m`.
  String time() default "10s";

  /// auto, random, pct, pos, surw or dpor.
  String strategy() default "auto";

  /// Every choice is made from it.
  long seed() default 1;

  /// Use up the whole budget and report every distinct bug.
  boolean keepGoing() default false;

  /// What threads run on: auto, continuations or platform (a thread of the system each).
  String backend() default "auto";

  /// How schedules are kept apart: auto, statics, loader or jvm.
  String isolation() default "auto";

  /// Classes that race on purpose, by prefixes of their names: no data races there are reported. For single fields of one's own there
  /// is `@RaceAllowed`.
  String[] racesAllowed() default {};

  /// Options for the JVM that runs the test.
  String[] jvm() default {};

  /// Files to be written, whatever the verdict: a page (`.html`), the result for programs (`.json`), `.sarif`.
  String[] reports() default {};

  /// A replay file: its schedule is run, once and instead of all others. Empty, the default, to explore.
  String replay() default "";
}
