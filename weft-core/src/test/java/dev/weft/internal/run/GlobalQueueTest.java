package dev.weft.internal.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Random;
import org.junit.jupiter.api.Test;

class GlobalQueueTest {
  private record Task(int number) implements Runnable {
    @Override
    public void run() {}
  }

  private final GlobalQueue queue = new GlobalQueue();

  @Test
  void behavesLikeAnyQueueWhileItGrowsAndWraps() {
    var model = new ArrayDeque<Runnable>();
    var random = new Random(7);
    for (int step = 0; step < 30_000; step++) {
      int choice = random.nextInt(10);
      if (choice < 5) {
        var task = new Task(step);
        queue.add(task);
        model.add(task);
      } else if (choice == 5) {
        Runnable[] batch = {new Task(step), new Task(-step), new Task(0)};
        queue.addAll(batch, 2);
        model.add(batch[0]);
        model.add(batch[1]);
      } else {
        assertThat(queue.poll()).isSameAs(model.poll());
      }
      assertThat(queue.size()).isEqualTo(model.size());
      assertThat(queue.isEmpty()).isEqualTo(model.isEmpty());
    }
  }

  @Test
  void aCarrierGetsTheOldestAndItsShareOfTheRest() {
    for (int i = 0; i < 101; i++) {
      queue.add(new Task(i));
    }
    var local = new RunQueue();
    assertThat(queue.pollInto(local, 4)).isEqualTo(new Task(0));
    assertThat(local.size()).isEqualTo(25);
    assertThat(queue.size()).isEqualTo(75);
    for (int i = 1; i <= 25; i++) {
      assertThat(local.pop()).isEqualTo(new Task(i));
    }
    assertThat(queue.poll()).isEqualTo(new Task(26));
  }

  @Test
  void aShareNeverFillsMoreThanHalfOfALocalQueue() {
    for (int i = 0; i < 1000; i++) {
      queue.add(new Task(i));
    }
    var local = new RunQueue();
    for (int i = 0; i < 100; i++) {
      local.push(new Task(-1));
    }
    assertThat(queue.pollInto(local, 1)).isEqualTo(new Task(0));
    assertThat(local.size()).isEqualTo(RunQueue.CAPACITY / 2);
    for (int i = 0; i < 128; i++) {
      local.push(new Task(-1));
    }
    assertThat(queue.pollInto(local, 1)).isEqualTo(new Task(29));
    assertThat(local.size()).isEqualTo(256);
  }

  @Test
  void emptyGivesNothing() {
    assertThat(queue.poll()).isNull();
    assertThat(queue.pollInto(new RunQueue(), 2)).isNull();
  }
}
