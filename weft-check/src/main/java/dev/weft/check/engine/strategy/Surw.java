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
/// with the one that starts it, and every third schedule counts all events.
public final class Surw implements Strategy {
  private static final int SUBJECTS = 64;
  private static final int NOBODY = -1;
  private final Dice dice = new Dice();
  /// Per task and subject: events in this schedule so far, which the next one expects.
  private int[][] seen = {};
  /// Per task: counted events that it still has, and those of tasks that it has yet to start, directly or not.
  private int[] left = {};
  private int[] hidden = {};
  private int[] spawner = {};
  /// The task has started; and it has arrived at an event and waits for its turn.
  private boolean[] there = {};
  private boolean[] waits = {};
  private final int[] subjects = new int[SUBJECTS];
  private int subjectCount;
  private int chosen = -1;
  /// Who was drawn before it had arrived at an event: its next one is what it was drawn for.
  private int drawn;
  private boolean early;

  @Override
  public String name() {
    return "surw";
  }

  @Override
  public void begin(long seed) {
    dice.seed(seed);
    chosen = subjectCount == 0 || dice.next(3) == 0 ? -1 : dice.next(subjectCount);
    early = dice.next(4) == 0;
    int tasks = seen.length;
    Arrays.fill(hidden, 0);
    Arrays.fill(there, false);
    Arrays.fill(waits, false);
    for (int task = tasks - 1; task >= 0; task--) {
      left[task] = expected(seen[task]);
      if (spawner[task] >= 0) {
        hidden[spawner[task]] += left[task] + hidden[task];
      }
      Arrays.fill(seen[task], 0);
    }
    drawn = NOBODY;
  }

  private int expected(int[] before) {
    if (chosen >= 0) {
      return before[chosen];
    }
    int sum = 0;
    for (int count : before) {
      sum += count;
    }
    return sum;
  }

  @Override
  public Task choose(@Nullable Task running, Task[] candidates, int count) {
    for (int i = 0; i < count; i++) {
      appear(candidates[i]);
    }
    if (running != null) {
      boolean passes = chosen >= 0 && subjectOf(running) != chosen;
      if ((passes || running.id == drawn) && !running.yielding) {
        drawn = passes ? drawn : NOBODY;
        return execute(running);
      }
      waits[running.id] = true;
    }
    Task task = draw(candidates, count);
    if (waits[task.id]) {
      drawn = NOBODY;
      return execute(task);
    }
    drawn = task.id;
    return task;
  }

  private Task draw(Task[] candidates, int count) {
    long total = 0;
    for (int i = 0; i < count; i++) {
      Task task = candidates[i];
      task.weight = task.yielding || task.isBlocked() ? 0 : Math.max(1, left[task.id] + hidden[task.id]);
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

  /// The task goes on with the event at which it has arrived.
  private Task execute(Task task) {
    int subject = subjectOf(task);
    seen[task.id][subject]++;
    if (chosen < 0 || subject == chosen) {
      left[task.id]--;
    }
    waits[task.id] = false;
    return task;
  }

  /// A task is there for the first time: its events no longer count with the one that started it.
  private void appear(Task task) {
    if (task.id < there.length && there[task.id]) {
      return;
    }
    if (task.id >= there.length) {
      grow(task.id + 1);
    }
    there[task.id] = true;
    spawner[task.id] = task.spawner();
    if (task.spawner() >= 0) {
      hidden[task.spawner()] -= left[task.id] + hidden[task.id];
    }
  }

  private void grow(int size) {
    int from = seen.length;
    seen = Arrays.copyOf(seen, size);
    for (int i = from; i < size; i++) {
      seen[i] = new int[SUBJECTS];
    }
    left = Arrays.copyOf(left, size);
    hidden = Arrays.copyOf(hidden, size);
    there = Arrays.copyOf(there, size);
    waits = Arrays.copyOf(waits, size);
    spawner = Arrays.copyOf(spawner, size);
    Arrays.fill(spawner, from, size, NOBODY);
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
