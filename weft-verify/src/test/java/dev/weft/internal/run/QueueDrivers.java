package dev.weft.internal.run;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Small programs on the queues of carriers, for the checker: whoever takes a task runs it, and each must have run once.
public final class QueueDrivers {
  private QueueDrivers() {}

  /// A task that says who has taken it twice. Its count is no variable to race on unless two have taken it.
  private static final class Counted implements Runnable {
    private int runs;

    @Override
    public void run() {
      runs++;
    }
  }

  private static void runIfAny(@Nullable Runnable task) {
    if (task != null) {
      task.run();
    }
  }

  private static List<Counted> tasks(int count) {
    List<Counted> tasks = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      tasks.add(new Counted());
    }
    return tasks;
  }

  private static void expectOnce(List<Counted> tasks) {
    for (Counted task : tasks) {
      if (task.runs != 1) {
        throw new AssertionError("task " + tasks.indexOf(task) + " has run " + task.runs + " times");
      }
    }
  }

  private static void drain(RunQueue queue) {
    Runnable task = queue.pop();
    while (task != null) {
      task.run();
      task = queue.pop();
    }
  }

  public static void main(String[] arguments) throws InterruptedException {
    switch (arguments[0]) {
      case "pop-steal" -> popAgainstSteal();
      case "push-steal" -> pushAgainstSteal();
      case "two-thieves" -> twoThieves();
      case "steal-half" -> stealHalf();
      case "spill" -> spillAgainstSteal();
      case "overflow" -> overflow();
      default -> throw new IllegalArgumentException(arguments[0]);
    }
  }

  private static void popAgainstSteal() throws InterruptedException {
    var queue = new RunQueue();
    List<Counted> tasks = tasks(2);
    tasks.forEach(queue::push);
    var thief = new Thread(() -> runIfAny(queue.stealOne()));
    thief.start();
    runIfAny(queue.pop());
    thief.join();
    drain(queue);
    expectOnce(tasks);
  }

  private static void pushAgainstSteal() throws InterruptedException {
    var queue = new RunQueue();
    List<Counted> tasks = tasks(2);
    var thief = new Thread(() -> runIfAny(queue.stealOne()));
    thief.start();
    tasks.forEach(queue::push);
    thief.join();
    drain(queue);
    expectOnce(tasks);
  }

  private static void twoThieves() throws InterruptedException {
    var queue = new RunQueue();
    List<Counted> tasks = tasks(2);
    tasks.forEach(queue::push);
    var first = new Thread(() -> runIfAny(queue.stealOne()));
    var second = new Thread(() -> runIfAny(queue.stealOne()));
    first.start();
    second.start();
    first.join();
    second.join();
    drain(queue);
    expectOnce(tasks);
  }

  /// The thief brings half of the queue into its own, while the owner goes on.
  private static void stealHalf() throws InterruptedException {
    var queue = new RunQueue();
    List<Counted> tasks = tasks(4);
    tasks.subList(0, 3).forEach(queue::push);
    var loot = new RunQueue();
    var thief = new Thread(() -> {
      runIfAny(queue.stealInto(loot));
      drain(loot);
    });
    thief.start();
    runIfAny(queue.pop());
    queue.push(tasks.get(3));
    thief.join();
    drain(queue);
    expectOnce(tasks);
  }

  /// The queue is full: half of it goes to the overflow queue while a thief takes from its head.
  private static void spillAgainstSteal() throws InterruptedException {
    var queue = new RunQueue();
    var overflow = new GlobalQueue();
    List<Counted> tasks = tasks(RunQueue.CAPACITY + 1);
    tasks.subList(0, RunQueue.CAPACITY).forEach(queue::push);
    var thief = new Thread(() -> {
      runIfAny(queue.stealOne());
      runIfAny(queue.stealOne());
    });
    thief.start();
    Counted last = tasks.getLast();
    while (!queue.push(last) && !queue.spill(last, overflow)) {
      Thread.onSpinWait(); // a thief has made room
    }
    thief.join();
    drain(queue);
    Runnable spilled = overflow.poll();
    while (spilled != null) {
      spilled.run();
      spilled = overflow.poll();
    }
    expectOnce(tasks);
  }

  /// Two add to the overflow queue, one of them takes what it finds.
  private static void overflow() throws InterruptedException {
    var queue = new GlobalQueue();
    List<Counted> tasks = tasks(3);
    var other = new Thread(() -> {
      queue.add(tasks.get(0));
      runIfAny(queue.poll());
    });
    other.start();
    queue.addAll(new Runnable[] {tasks.get(1), tasks.get(2)}, 2);
    runIfAny(queue.poll());
    other.join();
    Runnable left = queue.poll();
    while (left != null) {
      left.run();
      left = queue.poll();
    }
    expectOnce(tasks);
  }
}
