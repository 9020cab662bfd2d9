package dev.weft.check.engine.runtime;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// Exceptions that ended a task of a pool, or completed a future: nobody need ever look at them, and often they are why somebody else
/// waits for ever. No bug by themselves; reports of such waits tell of them.
final class Swallowed {
  private static final int MOST = 3;

  private record Thrown(Task task, Throwable error) {
    String text() {
      return task.name() + " had failed with " + error + " (" + Stacks.place(error.getStackTrace()) + ")";
    }
  }

  private static final List<Thrown> MET = new ArrayList<>();

  private Swallowed() {}

  static void reset() {
    MET.clear();
  }

  static void met(Task task, Throwable error) {
    if (error instanceof Ending.RunEnded || Ending.ended || MET.stream().anyMatch(thrown -> thrown.error() == error)) {
      return;
    }
    MET.add(new Thrown(task, error));
    Trace trace = Points.trace;
    if (trace != null) {
      trace.note(task, "fails: " + error.getClass().getSimpleName() + " at " + Stacks.place(error.getStackTrace()));
    }
  }

  /// In words; empty if there was none.
  static String text() {
    return MET.stream().limit(MOST).map(Thrown::text).collect(Collectors.joining(", "));
  }
}
