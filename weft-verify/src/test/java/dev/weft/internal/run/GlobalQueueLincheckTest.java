package dev.weft.internal.run;

import dev.weft.testing.Lincheck;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;

/// The queue behind the carriers is linearizable: batches go in whole, shares come out whole.
class GlobalQueueLincheckTest extends Lincheck.BothWays {
  private static final int CARRIERS = 2;

  GlobalQueueLincheckTest() {
    super(Operations.class, Specification.class);
  }

  public static class Operations {
    private final GlobalQueue queue = new GlobalQueue();

    @Operation
    public void add(@Param(gen = IntGen.class, conf = "1:9") int number) {
      queue.add(new NumberedTask(number));
    }

    @Operation
    public void addThree(@Param(gen = IntGen.class, conf = "1:9") int number) {
      queue.addAll(new Runnable[] {new NumberedTask(number), new NumberedTask(number + 10), new NumberedTask(number + 20)}, 3);
    }

    @Operation
    public int poll() {
      return NumberedTask.number(queue.poll());
    }

    /// What a carrier runs, then what it has put into its own queue.
    @Operation
    public List<Integer> pollShare() {
      var mine = new RunQueue();
      List<Integer> taken = new ArrayList<>();
      for (Runnable task = queue.pollInto(mine, CARRIERS); task != null; task = mine.pop()) {
        taken.add(NumberedTask.number(task));
      }
      return taken;
    }

    @Operation
    public boolean isEmpty() {
      return queue.isEmpty();
    }
  }

  /// What the queue is, one operation at a time.
  public static class Specification {
    private final Deque<Integer> tasks = new ArrayDeque<>();

    public void add(int number) {
      tasks.add(number);
    }

    public void addThree(int number) {
      tasks.addAll(List.of(number, number + 10, number + 20));
    }

    public int poll() {
      return tasks.isEmpty() ? 0 : tasks.remove();
    }

    public List<Integer> pollShare() {
      List<Integer> taken = new ArrayList<>();
      if (!tasks.isEmpty()) {
        taken.add(tasks.remove());
        for (int share = tasks.size() / CARRIERS; share > 0; share--) {
          taken.add(tasks.remove());
        }
      }
      return taken;
    }

    public boolean isEmpty() {
      return tasks.isEmpty();
    }
  }
}
