package dev.weft.check.engine.runtime;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What went wrong in one schedule.
///
/// @param kind      the kind of bug
/// @param headline  one line for people
/// @param parties   the threads involved, with what each holds and waits for
/// @param error     the exception, if that is what went wrong
public record Failure(Kind kind, String headline, List<Party> parties, @Nullable Throwable error) {
  /// The kinds of bug, by the names that the JSON report uses.
  public enum Kind {
    DATA_RACE("data race"), DEADLOCK("deadlock"), LOST_WAKEUP("lost wake-up"), LEAK("leak"), ASSERTION("assertion"),
    EXCEPTION("exception"), LIVELOCK("livelock"), UNCONTROLLED("uncontrolled");

    private final String label;

    Kind(String label) {
      this.label = label;
    }

    public String label() {
      return label;
    }
  }

  /// A lock held: its name and where it was taken.
  ///
  /// @param shared others may hold it too: a read lock
  /// @param taken  empty; or what was taken of something that Java knows no holders of, such as `2 permits`
  public record Held(String lock, String place, boolean shared, String taken) {
    Held(String lock, String place, boolean shared) {
      this(lock, place, shared, "");
    }

    /// It is held by the thread, so far as Java knows.
    public boolean isHeld() {
      return taken.isEmpty();
    }
  }

  /// One thread of a deadlock: what it holds, what it waits for, who has that.
  ///
  /// @param note more about it in words, or empty
  public record Party(String thread, List<Held> holds, String waitsFor, String waitsAt, String owner,
      List<String> stack, String note) {
    Party withNote(String text) {
      return new Party(thread, holds, waitsFor, waitsAt, owner, stack, note.isEmpty() ? text : note + "; " + text);
    }
  }

  /// Two failures with the same signature are the same bug.
  public String signature() {
    String where = parties.stream().map(p -> p.waitsAt() + "/" + p.waitsFor().replaceAll("#\\d+|: .*|, locked at .*", ""))
        .sorted().distinct().collect(Collectors.joining(","));
    if (kind == Kind.LIVELOCK) {
      // Where in its circle a thread is depends on when one looks.
      where = parties.stream().map(Party::thread).sorted().collect(Collectors.joining(","));
    }
    Throwable e = error;
    if (e != null) {
      where = e.getClass().getName() + "@" + topFrame(e);
    }
    return kind.label() + ":" + where;
  }

  private static String topFrame(Throwable e) {
    for (StackTraceElement frame : e.getStackTrace()) {
      if (Stacks.isApplication(frame)) {
        return frame.getClassName() + "." + frame.getMethodName() + ":" + frame.getLineNumber();
      }
    }
    return "";
  }
}
