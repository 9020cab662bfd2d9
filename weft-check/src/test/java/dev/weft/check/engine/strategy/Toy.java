package dev.weft.check.engine.strategy;

import dev.weft.check.engine.runtime.Pending;
import dev.weft.check.engine.runtime.Task;
import dev.weft.check.engine.runtime.ToyTasks;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A program of a few operations, run by a strategy without the rest of the checker. As there, a task starts by running to its
/// first operation, and a decision comes before each; leaving a monitor is none, but the end of the operation before it.
final class Toy {
  /// One operation: what it does, to which variable or lock.
  record Op(char kind, int on) {
    boolean isDecision() {
      return kind != 'u';
    }
  }

  /// What one schedule did: the operations in their order, as (task, number of the operation) pairs.
  record Run(List<int[]> order, Schedule schedule) {
    /// The position of an operation, -1 if it did not run.
    int at(int task, int op) {
      for (int i = 0; i < order.size(); i++) {
        if (order.get(i)[0] == task && order.get(i)[1] == op) {
          return i;
        }
      }
      return -1;
    }

    @Override
    public String toString() {
      StringBuilder text = new StringBuilder();
      order.forEach(step -> text.append(' ').append(step[0]).append('.').append(step[1]));
      return text.toString();
    }
  }

  final List<List<Op>> threads;
  private final Object[] targets = new Object[16];
  private final Task[] tasks;
  private final int[] next;
  private final boolean[] waiting;
  private final int[] segments = new int[512];
  private int length;

  /// Threads are separated by `|`; an operation is a letter and a digit: `r0` reads variable 0, `w0` writes it, `l0` enters
  /// monitor 0, `u0` leaves it.
  Toy(String program) {
    threads = Arrays.stream(program.split("\\|", -1)).map(Toy::thread).toList();
    tasks = new Task[threads.size()];
    next = new int[threads.size()];
    waiting = new boolean[threads.size()];
  }

  private static List<Op> thread(String text) {
    return Arrays.stream(text.strip().split(" ")).filter(word -> !word.isEmpty())
        .map(word -> new Op(word.charAt(0), word.charAt(1) - '0')).toList();
  }

  Run run(Strategy strategy, long seed) {
    begin();
    strategy.begin(seed);
    List<int[]> order = new ArrayList<>();
    Task running = null;
    while (true) {
      Task[] from = candidates();
      if (from.length == 0) {
        break;
      }
      Task task = strategy.choose(running, from, from.length);
      if (task == null) {
        break;
      }
      if (task != running) {
        switched(running, task);
      }
      if (Pending.wouldBlock(task)) {
        waiting[task.id] = true;
        touch(strategy.footprint(), threads.get(task.id).get(next[task.id] - 1));
      } else {
        step(strategy.footprint(), task, order);
      }
      running = isReady(task) ? task : null;
      if (running == null && length > 0) {
        segments[length - 1] = Schedule.BLOCKS;
      }
    }
    strategy.end();
    return new Run(order, new Schedule(Arrays.copyOf(segments, length), new int[0], 0, 0, 0));
  }

  private void begin() {
    ToyTasks.reset();
    length = 0;
    for (int i = 0; i < targets.length; i++) {
      targets[i] = new Object();
    }
    for (int i = 0; i < tasks.length; i++) {
      tasks[i] = ToyTasks.task(i);
      next[i] = 0;
      waiting[i] = false;
    }
  }

  private void switched(@Nullable Task from, Task to) {
    if (from != null) {
      segments[length - 1] = from.events;
    }
    segments[length++] = to.id;
    segments[length++] = Schedule.BLOCKS;
  }

  private Task[] candidates() {
    return Arrays.stream(tasks).filter(this::isReady).toArray(Task[]::new);
  }

  private boolean isReady(Task task) {
    return !waiting[task.id] && next[task.id] <= threads.get(task.id).size();
  }

  /// Runs the operation that the task has arrived at, if any, and goes to the next.
  private void step(@Nullable Footprint footprint, Task task, List<int[]> order) {
    List<Op> ops = threads.get(task.id);
    int at = next[task.id];
    if (at > 0) {
      act(footprint, task, ops.get(at - 1));
      order.add(new int[] {task.id, at - 1});
      while (at < ops.size() && !ops.get(at).isDecision()) {
        act(footprint, task, ops.get(at));
        order.add(new int[] {task.id, at++});
      }
    }
    if (at < ops.size()) {
      Op op = ops.get(at);
      if (op.kind == 'l') {
        ToyTasks.arriveAtLock(task, lock(op));
      } else {
        ToyTasks.arrive(task, targets[op.on], op.kind == 'w');
      }
    }
    next[task.id] = at + 1;
  }

  private void act(@Nullable Footprint footprint, Task task, Op op) {
    switch (op.kind) {
      case 'l' -> ToyTasks.own(lock(op), task);
      case 'u' -> ToyTasks.own(lock(op), null);
      default -> { }
    }
    touch(footprint, op);
  }

  private void touch(@Nullable Footprint footprint, Op op) {
    if (footprint != null) {
      footprint.touch(op.kind == 'l' || op.kind == 'u' ? lock(op) : targets[op.on], 0, op.kind != 'r');
    }
  }

  private Object lock(Op op) {
    return targets[8 + op.on];
  }
}
