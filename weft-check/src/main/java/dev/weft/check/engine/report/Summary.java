package dev.weft.check.engine.report;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What an exploration came to.
///
/// @param complete  every inequivalent schedule was explored
/// @param isolation how static state was kept from leaking between schedules
/// @param notes     what could not be controlled, and other things to know
/// @param command   how to run a replay, with [#REPLAY] where its file goes
/// @param left      what is left to explore, if that can be said
/// @param exact     of the replays of a recorded schedule, those that went exactly as recorded
public record Summary(List<Bug> bugs, List<String> uncontrolled, long schedules, long distinct, boolean complete,
    double seconds, String strategy, long seed, String isolation, List<String> notes, String command,
    @Nullable Estimate left, long exact) {
  /// Stands for the replay file in a command.
  public static final String REPLAY = "@@";

  /// The command that replays a bug.
  public String replay(Bug bug) {
    return command.replace(REPLAY, Shell.quote(bug.replay()));
  }

  public String verdict() {
    return !bugs.isEmpty() ? "bug" : !uncontrolled.isEmpty() ? "uncontrolled" : "clean";
  }

  public int exitCode() {
    return !bugs.isEmpty() ? 1 : !uncontrolled.isEmpty() ? 3 : 0;
  }
}
