package dev.weft.internal.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.testing.Collected;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.lang.ref.WeakReference;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunQueueTest {
  private record Task(int number) implements Runnable {
    @Override
    public void run() {}
  }

  private final RunQueue queue = new RunQueue();

  @Test
  void givesBackInOrder() {
    for (int i = 0; i < RunQueue.CAPACITY; i++) {
      assertThat(queue.push(new Task(i))).isTrue();
    }
    assertThat(queue.size()).isEqualTo(RunQueue.CAPACITY);
    for (int i = 0; i < RunQueue.CAPACITY; i++) {
      assertThat(queue.peek()).isEqualTo(new Task(i));
      assertThat(queue.pop()).isEqualTo(new Task(i));
    }
    assertThat(queue.pop()).isNull();
    assertThat(queue.peek()).isNull();
    assertThat(queue.isEmpty()).isTrue();
  }

  @Test
  void refusesWhenFull() {
    for (int i = 0; i < RunQueue.CAPACITY; i++) {
      queue.push(new Task(i));
    }
    assertThat(queue.push(new Task(-1))).isFalse();
    assertThat(queue.pop()).isEqualTo(new Task(0));
    assertThat(queue.push(new Task(-1))).isTrue();
    assertThat(queue.push(new Task(-2))).isFalse();
  }

  @Test
  void spillsTheOlderHalfAndTheNewTask() {
    for (int i = 0; i < RunQueue.CAPACITY; i++) {
      queue.push(new Task(i));
    }
    var overflow = new GlobalQueue();
    assertThat(queue.spill(new Task(1000), overflow)).isTrue();
    assertThat(queue.size()).isEqualTo(RunQueue.CAPACITY / 2);
    assertThat(queue.pop()).isEqualTo(new Task(RunQueue.CAPACITY / 2));
    assertThat(overflow.size()).isEqualTo(RunQueue.CAPACITY / 2 + 1);
    for (int i = 0; i < RunQueue.CAPACITY / 2; i++) {
      assertThat(overflow.poll()).isEqualTo(new Task(i));
    }
    assertThat(overflow.poll()).isEqualTo(new Task(1000));
  }

  @Test
  void spillsNothingWhenThereIsRoom() {
    queue.push(new Task(0));
    var overflow = new GlobalQueue();
    assertThat(queue.spill(new Task(1), overflow)).isFalse();
    assertThat(overflow.isEmpty()).isTrue();
    assertThat(queue.size()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 7, 128, 255, 256})
  void aThiefTakesHalfRoundedUp(int filled) {
    for (int i = 0; i < filled; i++) {
      queue.push(new Task(i));
    }
    var thief = new RunQueue();
    Runnable first = queue.stealInto(thief);
    int stolen = (filled + 1) / 2;
    assertThat(first).isEqualTo(filled == 0 ? null : new Task(0));
    assertThat(thief.size()).isEqualTo(Math.max(0, stolen - 1));
    for (int i = 1; i < stolen; i++) {
      assertThat(thief.pop()).isEqualTo(new Task(i));
    }
    for (int i = stolen; i < filled; i++) {
      assertThat(queue.pop()).isEqualTo(new Task(i));
    }
  }

  @Test
  void stealOneTakesTheOldest() {
    assertThat(queue.stealOne()).isNull();
    queue.push(new Task(1));
    queue.push(new Task(2));
    assertThat(queue.stealOne()).isEqualTo(new Task(1));
    assertThat(queue.pop()).isEqualTo(new Task(2));
    assertThat(queue.stealOne()).isNull();
  }

  /// A fiber that was stolen has ended long ago when the owner finds nothing more to do: its result must not lie about here.
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void keepsNothingThatAThiefHasTaken(boolean one) {
    var thief = new RunQueue();
    WeakReference<Runnable> stolen = push();
    queue.push(new Task(1));
    assertThat(one ? queue.stealOne() : queue.stealInto(thief)).isNotNull();
    assertThat(queue.pop()).isEqualTo(new Task(1));
    Collected.until("the stolen task", stolen);
    assertThat(queue.pop()).isNull();
  }

  @Test
  void keepsNothingOfWhatAThiefHasMovedToItsOwnQueue() {
    var thief = new RunQueue();
    queue.push(new Task(0));
    WeakReference<Runnable> stolen = push();
    queue.push(new Task(2));
    assertThat(queue.stealInto(thief)).isEqualTo(new Task(0));
    assertThat(thief.pop()).isNotNull();
    assertThat(queue.pop()).isEqualTo(new Task(2));
    Collected.until("the stolen task", stolen);
  }

  @Test
  void keepsNothingThatHasBeenSpilled() {
    WeakReference<Runnable> spilled = push();
    while (queue.push(new Task(1))) {
      assertThat(queue.size()).isLessThanOrEqualTo(RunQueue.CAPACITY);
    }
    assertThat(queue.spill(new Task(2), new GlobalQueue())).isTrue();
    assertThat(queue.pop()).isEqualTo(new Task(1));
    Collected.until("the spilled task", spilled);
  }

  /// In a method of its own: no frame of the test keeps it.
  private WeakReference<Runnable> push() {
    var task = new Runnable() {
      @Override
      public void run() {}
    };
    queue.push(task);
    return new WeakReference<>(task);
  }

  /// The indices are ints that wrap after four thousand million tasks.
  @ParameterizedTest
  @ValueSource(ints = {Integer.MAX_VALUE - 100, -100, Integer.MAX_VALUE, -1, Integer.MIN_VALUE})
  void behavesLikeAnyQueueWhereverItsIndicesAre(int origin) throws ReflectiveOperationException {
    startAt(queue, origin);
    var thief = new RunQueue();
    startAt(thief, origin + 17);
    var model = new ArrayDeque<Runnable>();
    var overflow = new GlobalQueue();
    var random = new Random(origin);
    for (int step = 0; step < 20_000; step++) {
      switch (random.nextInt(8)) {
        case 0, 1, 2, 3 -> {
          var task = new Task(step);
          boolean fits = model.size() < RunQueue.CAPACITY;
          assertThat(queue.push(task)).isEqualTo(fits);
          if (fits) {
            model.add(task);
          } else {
            assertThat(queue.spill(task, overflow)).isTrue();
            for (int i = 0; i < RunQueue.CAPACITY / 2; i++) {
              assertThat(overflow.poll()).isSameAs(model.poll());
            }
            assertThat(overflow.poll()).isSameAs(task);
          }
        }
        case 4, 5 -> assertThat(queue.pop()).isSameAs(model.poll());
        case 6 -> assertThat(queue.stealOne()).isSameAs(model.poll());
        default -> {
          int n = model.size() - model.size() / 2;
          assertThat(queue.stealInto(thief)).isSameAs(model.poll());
          for (int i = 1; i < n; i++) {
            assertThat(thief.pop()).isSameAs(model.poll());
          }
          assertThat(thief.pop()).isNull();
        }
      }
      assertThat(queue.size()).isEqualTo(model.size());
    }
  }

  private static void startAt(RunQueue queue, int origin) throws ReflectiveOperationException {
    var lookup = MethodHandles.privateLookupIn(RunQueue.class, MethodHandles.lookup());
    VarHandle head = lookup.findVarHandle(RunQueue.class, "head", int.class);
    VarHandle tail = lookup.findVarHandle(RunQueue.class, "tail", int.class);
    head.set(queue, origin);
    tail.set(queue, origin);
  }

  /// Every task that is pushed is taken once, by the owner or by one of the thieves, or has gone to the overflow.
  @Test
  void thievesAndOwnerTakeEachTaskOnce() throws Exception {
    int total = 400_000;
    var taken = new AtomicIntegerArray(total);
    var overflow = new GlobalQueue();
    var done = new AtomicBoolean();
    List<Thread> thieves = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      boolean half = i == 0;
      thieves.add(
          Thread.ofPlatform()
              .daemon()
              .start(
                  () -> {
                    var mine = new RunQueue();
                    while (!done.get() || !queue.isEmpty()) {
                      Runnable task = half ? queue.stealInto(mine) : queue.stealOne();
                      while (task != null) {
                        taken.incrementAndGet(((Task) task).number());
                        task = mine.pop();
                      }
                    }
                  }));
    }
    var random = new Random(1);
    for (int i = 0; i < total; i++) {
      var task = new Task(i);
      while (!queue.push(task) && !queue.spill(task, overflow)) {
        Thread.onSpinWait();
      }
      if (random.nextInt(3) == 0) {
        Runnable popped = queue.pop();
        if (popped != null) {
          taken.incrementAndGet(((Task) popped).number());
        }
      }
    }
    done.set(true);
    for (Thread thief : thieves) {
      assertThat(thief.join(java.time.Duration.ofSeconds(20))).isTrue();
    }
    for (Runnable task = overflow.poll(); task != null; task = overflow.poll()) {
      taken.incrementAndGet(((Task) task).number());
    }
    for (int i = 0; i < total; i++) {
      assertThat(taken.get(i)).as("task %d", i).isEqualTo(1);
    }
  }
}
