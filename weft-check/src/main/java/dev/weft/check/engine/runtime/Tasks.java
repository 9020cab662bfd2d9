package dev.weft.check.engine.runtime;

import dev.weft.check.engine.race.Clocks;
import java.util.Arrays;
import java.util.IdentityHashMap;
import org.jspecify.annotations.Nullable;

/// The tasks of the schedule that runs, and which of them could run.
///
/// Invariants:
/// - `all[i].id == i`
/// - a task is in `ready`, at its `slot`, if and only if its state is READY; else its slot is -1
/// - the running task is READY, so [#blocks] and [#finished] find its slot. The one exception is a task that is unwound from the middle
///   of a wait at the end of a schedule ([Ending]): its hooks throw before they come here, and its end is not counted
/// - `timed` tasks wait with a deadline, `nonDaemons` keep the schedule from ending
final class Tasks {
  static Task[] all = new Task[16];
  static int count;
  static Task[] ready = new Task[16];
  static int readyCount;
  static int timed;
  static int nonDaemons;
  static final IdentityHashMap<Thread, Task> BY_THREAD = new IdentityHashMap<>();

  private Tasks() {}

  static void reset() {
    Arrays.fill(all, 0, count, null);
    Arrays.fill(ready, 0, readyCount, null);
    count = 0;
    readyCount = 0;
    timed = 0;
    nonDaemons = 0;
    BY_THREAD.clear();
  }

  /// Lets go of all objects, those in places that are not used any more too.
  static void forget() {
    Arrays.fill(all, null);
    Arrays.fill(ready, null);
    count = 0;
    readyCount = 0;
    BY_THREAD.clear();
  }

  static Task spawn(Thread thread, Runnable body, boolean daemon, @Nullable Object container, @Nullable Task spawner) {
    if (count == all.length) {
      all = Arrays.copyOf(all, count * 2);
      ready = Arrays.copyOf(ready, count * 2);
    }
    Task task = new Task(count, thread, body, daemon, container, spawner, spawner == null ? 0 : spawner.site);
    all[count++] = task;
    BY_THREAD.put(thread, task);
    Jdk.seedThreadLocalRandom(thread, Chance.seedOf(task.id));
    if (!daemon) {
      nonDaemons++;
    }
    if (spawner != null) {
      task.clock = Clocks.join(task.clock, spawner.clock);
      spawner.clock = Clocks.tick(spawner.clock, spawner.id);
    }
    task.clock = Clocks.tick(task.clock, task.id);
    Points.touch(task, 0, true);
    enqueue(task);
    return task;
  }

  private static void enqueue(Task task) {
    task.state = Task.State.READY;
    task.slot = readyCount;
    ready[readyCount++] = task;
  }

  private static void dequeue(Task task) {
    Task last = ready[--readyCount];
    ready[readyCount] = task;
    ready[task.slot] = last;
    last.slot = task.slot;
    task.slot = -1;
  }

  /// A task that has not begun cannot begin yet.
  static void holdBack(Task task, Object blocker) {
    dequeue(task);
    task.state = Task.State.MONITOR;
    task.blocker = blocker;
  }

  /// The running task begins to wait.
  static void blocks(Task task, Task.State state, @Nullable Object blocker, long deadline) {
    task.state = state;
    task.blocker = blocker;
    task.timedOut = false;
    task.idleReads = 0;
    task.deadline = deadline;
    dequeue(task);
    if (task.isTimed()) {
      timed++;
    }
  }

  /// Makes a blocked task runnable again.
  static void wake(Task task) {
    Startled.over(task);
    timed -= task.isTimed() ? 1 : 0;
    task.deadline = Task.NEVER;
    task.blocker = null;
    enqueue(task);
  }

  /// Changes the deadline of a timed wait.
  static void waitUntil(Task task, long deadline) {
    timed -= task.isTimed() ? 1 : 0;
    task.deadline = deadline;
    timed += task.isTimed() ? 1 : 0;
  }

  static boolean onlyDaemonsAreLeft() {
    for (int i = 0; i < count; i++) {
      if (all[i].state != Task.State.DONE && !all[i].thread.isDaemon()) {
        return false;
      }
    }
    return true;
  }

  static void finished(Task task) {
    Points.touch(task, 0, true);
    dequeue(task);
    task.state = Task.State.DONE;
    if (!task.daemon) {
      nonDaemons--;
    }
    Pace.threadEnded();
    Trace trace = Points.trace;
    if (trace != null) {
      trace.note(task, "ends");
    }
    for (int i = 0; i < count; i++) {
      Task other = all[i];
      if (other.state == Task.State.JOINING && other.blocker == task) {
        wake(other);
      }
    }
    LastStep.taken(task);
  }

  /// The timed wait whose deadline comes first.
  static Task earliest() {
    Task first = null;
    for (int i = 0; i < count; i++) {
      Task task = all[i];
      if (task.isBlocked() && task.isTimed() && (first == null || task.deadline < first.deadline)) {
        first = task;
      }
    }
    if (first == null) {
      throw new AssertionError("a timed wait was counted but is not there");
    }
    return first;
  }
}
