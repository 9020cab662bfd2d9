package dev.weft.testing;

import dev.weft.Action;
import dev.weft.Deadline;
import dev.weft.DeadlineExceededException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

/// Short ones, for tests of what happens when they pass.
public final class Deadlines {
  private Deadlines() {}

  /// Runs the body under one that is yet to come when the body begins: on a busy machine the first may have passed before.
  public static void runUnder(Duration length, Action body) throws Exception {
    var begun = new AtomicBoolean();
    while (true) {
      try {
        Deadline.in(length).run(() -> {
          begun.set(true);
          body.run();
        });
        return;
      } catch (DeadlineExceededException e) {
        if (begun.get()) {
          throw e;
        }
      }
    }
  }
}
