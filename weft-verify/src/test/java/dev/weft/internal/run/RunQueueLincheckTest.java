package dev.weft.internal.run;

import dev.weft.testing.Lincheck;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.junit.jupiter.api.Test;

/// A carrier's own queue is linearizable: one of three threads pushes and pops, all steal one or half.
///
/// `size` and `peek` are not among the operations: they are snapshots, and a thief that has seen how much there is but has not yet
/// moved the head is between two moments.
class RunQueueLincheckTest {
  /// What a thief has got: the task that it runs, then those that it has put into its own queue.
  private static List<Integer> halfOf(RunQueue queue) {
    var mine = new RunQueue();
    List<Integer> stolen = new ArrayList<>();
    for (Runnable task = queue.stealInto(mine); task != null; task = mine.pop()) {
      stolen.add(NumberedTask.number(task));
    }
    return stolen;
  }

  /// Starts with so many tasks, all numbered 10.
  public abstract static class Operations {
    private final RunQueue queue = new RunQueue();

    Operations(int tasks) {
      for (int i = 0; i < tasks; i++) {
        queue.push(new NumberedTask(10));
      }
    }

    @Operation(nonParallelGroup = "owner")
    public boolean push(@Param(gen = IntGen.class, conf = "1:9") int number) {
      return queue.push(new NumberedTask(number));
    }

    @Operation(nonParallelGroup = "owner")
    public int pop() {
      return NumberedTask.number(queue.pop());
    }

    @Operation
    public int stealOne() {
      return NumberedTask.number(queue.stealOne());
    }

    @Operation
    public List<Integer> stealHalf() {
      return halfOf(queue);
    }
  }

  public static class Few extends Operations {
    public Few() {
      super(1);
    }
  }

  /// So full that a push may fail, and that the slots are used again.
  public static class NearlyFull extends Operations {
    public NearlyFull() {
      super(RunQueue.CAPACITY - 1);
    }
  }

  /// What the queue is, one operation at a time.
  public abstract static class Specification {
    private final Deque<Integer> tasks = new ArrayDeque<>();

    Specification(int count) {
      for (int i = 0; i < count; i++) {
        tasks.add(10);
      }
    }

    public boolean push(int number) {
      return tasks.size() < RunQueue.CAPACITY && tasks.add(number);
    }

    public int pop() {
      return tasks.isEmpty() ? 0 : tasks.remove();
    }

    public int stealOne() {
      return pop();
    }

    public List<Integer> stealHalf() {
      List<Integer> stolen = new ArrayList<>();
      for (int half = tasks.size() - tasks.size() / 2; half > 0; half--) {
        stolen.add(tasks.remove());
      }
      return stolen;
    }
  }

  public static class FewSpecification extends Specification {
    public FewSpecification() {
      super(1);
    }
  }

  public static class NearlyFullSpecification extends Specification {
    public NearlyFullSpecification() {
      super(RunQueue.CAPACITY - 1);
    }
  }

  @Test
  void underStress() {
    Lincheck.stressOfThree(Few.class, FewSpecification.class);
  }

  @Test
  void nearlyFullUnderStress() {
    Lincheck.stressOfThree(NearlyFull.class, NearlyFullSpecification.class);
  }

  @Test
  void modelChecked() {
    Lincheck.modelCheckOfThree(Few.class, FewSpecification.class);
  }
}
