package dev.weft.bench.check;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/// One program of the corpus, with arguments, and what a checker must say of it.
///
/// @param name the name of the case, the arguments included
/// @param file where its source is
/// @param main the name of its class
/// @param args the program's arguments
/// @param virtual whether its threads are virtual ones in this run
/// @param buggy the truth: whether some schedule goes wrong
/// @param kinds the kinds of bug that a checker may name; empty for a correct program
/// @param about one line: what is wrong, or why nothing is
/// @param executions how many inequivalent executions there are; 0 where that is not known
/// @param suite the public suite that it is this corpus' version of; empty if none
public record CheckCase(
    String name,
    Path file,
    String main,
    List<String> args,
    boolean virtual,
    boolean buggy,
    Set<String> kinds,
    String about,
    long executions,
    String suite) {
  public CheckCase {
    args = List.copyOf(args);
    kinds = Set.copyOf(kinds);
  }

  /// The name as reports show it.
  public String label() {
    return virtual ? name + " (virtual)" : name;
  }
}
