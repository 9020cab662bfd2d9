package dev.weft.internal.run;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;
import org.openjdk.jcstress.infra.results.II_Result;

/// A local queue, its owner and a thief: each task is taken once, and is seen as it was when it was pushed.
public final class RunQueueStress {
  private RunQueueStress() {}

  /// A task with a plain field, which must be visible to whoever takes it.
  static final class Task implements Runnable {
    int number;

    Task(int number) {
      this.number = number;
    }

    @Override
    public void run() {}
  }

  static int number(Runnable task) {
    return task instanceof Task known ? known.number : 0;
  }

  @JCStressTest
  @Outcome(id = {"1, 0", "0, 1"}, expect = Expect.ACCEPTABLE, desc = "one of the two has it")
  @Outcome(expect = Expect.FORBIDDEN, desc = "lost or doubled")
  @State
  public static class PopAgainstSteal {
    private final RunQueue queue = new RunQueue();

    public PopAgainstSteal() {
      queue.push(new Task(1));
    }

    @Actor
    public void owner(II_Result r) {
      r.r1 = number(queue.pop());
    }

    @Actor
    public void thief(II_Result r) {
      r.r2 = number(queue.stealOne());
    }
  }

  @JCStressTest
  @Outcome(id = "1, 0, 2", expect = Expect.ACCEPTABLE, desc = "the thief came too early or lost")
  @Outcome(id = "2, 1, 0", expect = Expect.ACCEPTABLE, desc = "the thief took the first")
  @Outcome(id = "1, 2, 0", expect = Expect.ACCEPTABLE, desc = "the thief took the second")
  @Outcome(expect = Expect.FORBIDDEN, desc = "lost, doubled or unseen")
  @State
  public static class PushAndPopAgainstStealHalf {
    private final RunQueue queue = new RunQueue();
    private final RunQueue mine = new RunQueue();

    @Actor
    public void owner(III_Result r) {
      queue.push(new Task(1));
      queue.push(new Task(2));
      r.r1 = number(queue.pop());
    }

    @Actor
    public void thief(III_Result r) {
      r.r2 = number(queue.stealInto(mine));
    }

    @Arbiter
    public void rest(III_Result r) {
      r.r3 = number(queue.pop()) + 10 * number(mine.pop());
    }
  }

  /// The owner's queue is full, so that the new task takes the slot of the oldest; it must not be stolen in its stead.
  @JCStressTest
  @Outcome(id = {"0, 257, 1", "1, 256, 0", "1, 256, 1"}, expect = Expect.ACCEPTABLE, desc = "all there")
  @Outcome(expect = Expect.FORBIDDEN, desc = "a slot was used again too early")
  @State
  public static class FullQueueAgainstSteal {
    private final RunQueue queue = new RunQueue();
    private final GlobalQueue overflow = new GlobalQueue();

    public FullQueueAgainstSteal() {
      for (int i = 1; i <= RunQueue.CAPACITY; i++) {
        queue.push(new Task(i));
      }
    }

    @Actor
    public void owner(III_Result r) {
      var task = new Task(RunQueue.CAPACITY + 1);
      while (!queue.push(task) && !queue.spill(task, overflow)) {
        Thread.onSpinWait();
      }
    }

    @Actor
    public void thief(III_Result r) {
      Runnable stolen = queue.stealOne();
      r.r1 = number(stolen) > 0 && number(stolen) <= RunQueue.CAPACITY ? 1 : 0;
    }

    @Arbiter
    public void rest(III_Result r) {
      boolean[] seen = new boolean[RunQueue.CAPACITY + 2];
      int count = 0;
      for (Runnable task = queue.pop(); task != null; task = queue.pop()) {
        count += seen[number(task)] ? 1000 : 1;
        seen[number(task)] = true;
      }
      r.r3 = overflow.isEmpty() ? 0 : 1;
      for (Runnable task = overflow.poll(); task != null; task = overflow.poll()) {
        count += seen[number(task)] ? 1000 : 1;
        seen[number(task)] = true;
      }
      r.r2 = count;
    }
  }
}
