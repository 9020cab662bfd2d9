package dev.weft.check.engine.strategy;

import dev.weft.check.engine.runtime.Sites;
import dev.weft.check.engine.runtime.Task;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Selectively uniform random walk (Zhao, Wolff, Mathur, Roychoudhury: ASPLOS 2025): the next task is drawn in proportion to
/// how many events it still has, so that every interleaving of them is about as likely as every other; and only events of one
/// randomly chosen variable or lock count, the others run through.
///
/// Differs from the paper: how many events a task has is what it had in the last schedule, a task that has not started yet counts
/// with the one that starts it, and every other schedule counts all events.
public final class Surw implements Strategy {
  private static final int SUBJECTS = 64;
  private final Dice dice = new Dice();
  /// Per task and subject: events in the last schedule, and so far in this one.
  private int[][] expected = {};
  private int[][] seen = {};
  private int[] spawner = {};
  private final int[] subjects = new int[SUBJECTS];
  private int subjectCount;
  private int chosen = -1;
  private boolean early;

  @Override
  public String name() {
    return "surw";
  }

  @Override
  public void begin(long seed) {
    dice.seed(seed);
    if (seen.length > 0) {
      expected = seen;
    }
    seen = new int[expected.length][SUBJECTS];
    chosen = subjectCount == 0 || dice.next(3) == 0 ? -1 : dice.next(subjectCount);
    early = dice.next(4) == 0;
  }

  @Override
  public Task choose(@Nullable Task running, Task[] candidates, int count) {
    if (running != null) {
      int subject = subjectOf(running);
      note(running, subject);
      if (chosen >= 0 && subject != chosen && !running.yielding) {
        return running;
      }
    }
    long total = 0;
    for (int i = 0; i < count; i++) {
      Task task = candidates[i];
      task.weight = task.yielding || task.isBlocked() ? 0 : weight(task);
      total += task.weight;
    }
    if (total == 0) {
      return candidates[dice.next(count)];
    }
    long draw = (long) (dice.unit() * total);
    for (int i = 0; i < count; i++) {
      draw -= candidates[i].weight;
      if (draw < 0) {
        return candidates[i];
      }
    }
    return candidates[count - 1];
  }

  private int weight(Task task) {
    int left = left(task.id);
    for (int other = 0; other < spawner.length; other++) {
      if (spawner[other] == task.id && other >= seen.length) {
        left += left(other);
      }
    }
    return Math.max(1, left);
  }

  private int left(int task) {
    int left = 0;
    for (int s = 0; s < SUBJECTS; s++) {
      if (chosen < 0 || s == chosen) {
        left += (task < expected.length ? expected[task][s] : 1) - (task < seen.length ? seen[task][s] : 0);
      }
    }
    return Math.max(0, left);
  }

  private void note(Task task, int subject) {
    if (task.id >= seen.length) {
      int from = seen.length;
      seen = Arrays.copyOf(seen, task.id + 1);
      for (int i = from; i <= task.id; i++) {
        seen[i] = new int[SUBJECTS];
      }
    }
    if (task.id >= spawner.length) {
      spawner = Arrays.copyOf(spawner, task.id + 1);
    }
    spawner[task.id] = task.spawner();
    seen[task.id][subject]++;
  }

  private int subjectOf(Task task) {
    int wanted = Sites.at(task.pendingSite).subjectHash();
    for (int i = 0; i < subjectCount; i++) {
      if (subjects[i] == wanted) {
        return i;
      }
    }
    if (subjectCount == SUBJECTS) {
      return SUBJECTS - 1;
    }
    subjects[subjectCount] = wanted;
    return subjectCount++;
  }

  @Override
  public int pick(int count) {
    return dice.next(count);
  }

  @Override
  public boolean earlyTimeouts() {
    return early;
  }
}
