package dev.weft.check.engine.runtime;

import org.jspecify.annotations.Nullable;

/// Tasks that nobody runs, and monitors that nobody enters, for tests of strategies.
public final class ToyTasks {
  private static final int ENTER = Sites.add(Site.Kind.ENTER, "Toy", "run", "Toy.java", 1, "Toy", "lock", "", false, "");
  private static final int WRITE = Sites.add(Site.Kind.WRITE, "Toy", "run", "Toy.java", 2, "Toy", "variable", "", false, "");

  private ToyTasks() {}

  public static Task task(int id) {
    return new Task(id, new Thread(() -> {}), () -> {}, false, null, null, 0);
  }

  /// The task arrives at an access to a variable.
  public static void arrive(Task task, @Nullable Object variable, boolean write) {
    pend(task, WRITE, variable, write, false);
  }

  /// The task arrives where it enters a monitor.
  public static void arriveAtLock(Task task, Object lock) {
    pend(task, ENTER, lock, true, true);
  }

  private static void pend(Task task, int site, @Nullable Object target, boolean write, boolean entry) {
    task.pendingSite = site;
    task.pendingTarget = target;
    task.pendingOffset = 0;
    task.pendingWrite = write;
    task.pendingEntry = entry;
    task.events++;
  }

  public static void own(Object lock, @Nullable Task task) {
    Monitors.of(lock).owner = task;
  }

  public static void reset() {
    Monitors.reset();
  }
}
