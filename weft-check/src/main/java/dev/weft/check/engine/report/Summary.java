package dev.weft.check.engine.report;

import dev.weft.check.engine.runtime.WeakModes;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What an exploration came to.
///
/// @param complete  every inequivalent schedule was explored
/// @param isolation how static state was kept from leaking between schedules
/// @param notes     what could not be controlled, and other things to know
/// @param command   how to run a replay, with [#REPLAY] where its file goes
/// @param left      what is left to explore, if that can be said
/// @param exact     of the replays of a recorded schedule, those that went exactly as recorded
/// @param weak      accesses that allow executions which are not sequentially consistent, and so were not explored
public record Summary(List<Bug> bugs, List<String> uncontrolled, long schedules, long distinct, boolean complete,
    double seconds, String strategy, long seed, String isolation, List<String> notes, String command,
    @Nullable Estimate left, long exact, List<WeakModes.Use> weak) {
  /// Stands for the replay file in a command.
  public static final String REPLAY = "@@";
  private static final int SHOWN = 4;

  /// Without weak accesses.
  public Summary(List<Bug> bugs, List<String> uncontrolled, long schedules, long distinct, boolean complete, double seconds,
      String strategy, long seed, String isolation, List<String> notes, String command, @Nullable Estimate left, long exact) {
    this(bugs, uncontrolled, schedules, distinct, complete, seconds, strategy, seed, isolation, notes, command, left, exact, List.of());
  }

  /// The same, of a program that has made these accesses.
  public Summary withWeak(List<WeakModes.Use> uses) {
    return new Summary(bugs, uncontrolled, schedules, distinct, complete, seconds, strategy, seed, isolation, notes, command, left,
        exact, uses);
  }

  /// What a reader should know besides the verdict: if that is clean, also what it does not cover.
  public List<String> remarks() {
    return weak.isEmpty() || !verdict().equals("clean") ? notes : Stream.concat(notes.stream(), Stream.of(weakness())).toList();
  }

  private String weakness() {
    return "this program uses " + weak.stream().limit(SHOWN).map(WeakModes.Use::toString).collect(Collectors.joining(", "))
        + (weak.size() > SHOWN ? " and " + (weak.size() - SHOWN) + " more of the weaker modes" : "")
        + ": only sequentially consistent executions were explored, and Java allows others";
  }

  /// What a complete exploration has explored.
  public String extent() {
    return "all " + distinct + " inequivalent" + (weak.isEmpty() ? "" : ", sequentially consistent") + " schedules";
  }

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
