package dev.weft.check.engine.strategy;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/// The choices that are not who runs next, tried exhaustively: which of several ready clauses a fair select takes, which of the waiting
/// threads a notify wakes.
///
/// A choice is known by its task and how many that task has made before, which is the same in all equivalent schedules. One
/// exploration takes all of them as given; when it has ended, the choice that was met last is turned to its next value, as an
/// odometer is, and the exploration begins again.
final class Picks {
  private record Key(int task, int number) {}

  /// In the order in which they were met: what is chosen, and of how many.
  private final LinkedHashMap<Key, int[]> choices = new LinkedHashMap<>();
  private final Map<Integer, Integer> made = new HashMap<>();

  /// What was explored so far does not count.
  void restart() {
    choices.clear();
  }

  /// A schedule begins.
  void begin() {
    made.clear();
  }

  /// What the running task chooses.
  int next(int task, int count) {
    int number = made.merge(task, 1, Integer::sum);
    int[] choice = choices.computeIfAbsent(new Key(task, number), k -> new int[2]);
    choice[1] = Math.max(choice[1], count);
    return Math.min(choice[0], count - 1);
  }

  /// Turns to the next choices; false if all have been tried.
  boolean turn() {
    while (!choices.isEmpty()) {
      int[] last = choices.lastEntry().getValue();
      if (++last[0] < last[1]) {
        return true;
      }
      choices.pollLastEntry();
    }
    return false;
  }
}
