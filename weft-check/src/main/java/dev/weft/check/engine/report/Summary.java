package dev.weft.check.engine.report;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What an exploration came to.
///
/// @param complete  every inequivalent schedule was explored
/// @param isolation how static state was kept from leaking between schedules
/// @param notes     what could not be controlled, and other things to know
/// @param command   how to run it again
/// @param left      what is left to explore, if that can be said
public record Summary(List<Bug> bugs, List<String> uncontrolled, long schedules, long distinct, boolean complete,
    double seconds, String strategy, long seed, String isolation, List<String> notes, String command,
    @Nullable Estimate left) {
  public String verdict() {
    return !bugs.isEmpty() ? "bug" : !uncontrolled.isEmpty() ? "uncontrolled" : "clean";
  }

  public int exitCode() {
    return !bugs.isEmpty() ? 1 : !uncontrolled.isEmpty() ? 3 : 0;
  }
}
