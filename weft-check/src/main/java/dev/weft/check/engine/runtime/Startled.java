package dev.weft.check.engine.runtime;

/// Waits that may end for no reason: `Object.wait` and `LockSupport.park` without a time limit, called by the program itself. What
/// java.util.concurrent parks in is not among them: it looks again by itself.
///
/// Invariants: `waiting` is the number of blocked tasks that are `startles`; such a wake-up never counts as hope, so a task that only
/// it could wake is deadlocked.
public final class Startled {
  /// In one schedule: more than that shows nothing else, and hides what does the harm.
  private static final int MOST = 2;

  private static boolean possible;
  private static int left;
  private static int waiting;

  private Startled() {}

  /// Whether the program has waited in such a way, in this schedule or an earlier one.
  public static boolean isPossible() {
    return possible;
  }

  static void begin(boolean wanted) {
    left = wanted ? MOST : 0;
    waiting = 0;
  }

  /// The running task is about to block in such a wait.
  static void mayBe(Task task) {
    possible = true;
    task.startles = true;
    waiting++;
  }

  /// Whether there is a task that could be woken for no reason now.
  static boolean anyMay() {
    return left > 0 && waiting > 0;
  }

  static boolean may(Task task) {
    return left > 0 && task.startles;
  }

  /// A blocked task is woken for no reason.
  static void happens() {
    left--;
  }

  /// The task is woken, for whatever reason.
  static void over(Task task) {
    if (task.startles) {
      task.startles = false;
      waiting--;
    }
  }
}
