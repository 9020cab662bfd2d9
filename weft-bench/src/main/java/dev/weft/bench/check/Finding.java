package dev.weft.bench.check;

import java.util.SortedSet;
import java.util.TreeSet;

/// What a checker said of a case.
///
/// @param verdict its verdict
/// @param kinds the kinds of bug it named; empty if it names none
/// @param schedules how many schedules it ran, or -1 if it does not say
/// @param untilFound the number of the first failing schedule, or -1
/// @param complete whether it says that every inequivalent schedule was explored
/// @param exploring seconds spent exploring, or NaN if it does not say
/// @param wall seconds from the start of its process to the end
/// @param replays how often a found bug was replayed
/// @param replayed how many of these replays failed in the same way
/// @param executions how many inequivalent executions it counted: 0 if it did not see all, -1 if it was not asked
/// @param note one line for the reader, or empty
public record Finding(
    Verdict verdict,
    SortedSet<String> kinds,
    long schedules,
    long untilFound,
    boolean complete,
    double exploring,
    double wall,
    int replays,
    int replayed,
    long executions,
    String note) {

  /// The verdict of a checker. `NONE`: it crashed, hung, or said nothing that could be read.
  public enum Verdict {
    CLEAN,
    BUG,
    UNCONTROLLED,
    NONE
  }

  public static Finding none(double wall, String note) {
    return new Finding(Verdict.NONE, new TreeSet<>(), -1, -1, false, Double.NaN, wall, 0, 0, -1, note);
  }

  /// Schedules a second, or NaN where that is not known.
  public double rate() {
    return schedules < 0 || exploring <= 0 ? Double.NaN : schedules / exploring;
  }

  Finding replayed(int times, int good) {
    return new Finding(
        verdict, kinds, schedules, untilFound, complete, exploring, wall, times, good, executions, note);
  }

  Finding counted(long number) {
    return new Finding(
        verdict, kinds, schedules, untilFound, complete, exploring, wall, replays, replayed, number, note);
  }
}
