package dev.weft.testing;

import dev.weft.Action;
import dev.weft.Deadline;
import dev.weft.DeadlineExceededException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;

/// Short ones, for tests of what happens when they pass.
public final class Deadlines {
  private Deadlines() {}

  /// Runs the body under one that is yet to come when the body begins: on a busy machine the first may have passed before.
  public static void runUnder(Duration length, Action body) throws Exception {
    callUnder(
        length,
        () -> {
          body.run();
          return true;
        });
  }

  /// The same, for a body that returns something.
  public static <T> T callUnder(Duration length, Callable<T> body) throws Exception {
    var begun = new AtomicBoolean();
    while (true) {
      try {
        return Deadline.in(length).call(() -> {
          begun.set(true);
          return body.call();
        });
      } catch (DeadlineExceededException e) {
        if (begun.get()) {
          throw e;
        }
      }
    }
  }
}
