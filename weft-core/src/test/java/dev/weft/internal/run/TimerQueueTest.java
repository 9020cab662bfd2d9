package dev.weft.internal.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimerQueueTest {
  private final TimerQueue queue = new TimerQueue();
  private final List<Entry> fired = new ArrayList<>();

  private final class Entry extends TimerEntry {
    private final long deadline;

    Entry(long deadline) {
      this.deadline = deadline;
    }

    @Override
    protected void fire() {
      fired.add(this);
    }

    @Override
    public String toString() {
      return "entry at " + deadline;
    }
  }

  @Test
  void anEmptyQueueHasNoDeadline() {
    assertThat(queue.earliest()).isEqualTo(TimerQueue.NONE);
    assertThat(queue.expire(Long.MAX_VALUE - 1)).isZero();
    assertThat(queue.size()).isZero();
  }

  @Test
  void tellsWhetherTheNewOneIsFirst() {
    assertThat(queue.add(new Entry(10), 10)).isTrue();
    assertThat(queue.add(new Entry(20), 20)).isFalse();
    assertThat(queue.add(new Entry(5), 5)).isTrue();
    assertThat(queue.add(new Entry(5), 5)).isFalse();
    assertThat(queue.earliest()).isEqualTo(5);
  }

  @Test
  void firesWhatIsDueAndNothingElse() {
    var early = new Entry(10);
    var late = new Entry(20);
    queue.add(late, 20);
    queue.add(early, 10);
    assertThat(queue.expire(9)).isZero();
    assertThat(queue.expire(10)).isEqualTo(1);
    assertThat(fired).containsExactly(early);
    assertThat(queue.expire(19)).isZero();
    assertThat(queue.expire(1000)).isEqualTo(1);
    assertThat(fired).containsExactly(early, late);
  }

  @Test
  void aFiredOrCancelledEntryCannotBeCancelled() {
    var entry = new Entry(1);
    assertThat(entry.cancel()).isFalse();
    queue.add(entry, 1);
    assertThat(entry.cancel()).isTrue();
    assertThat(entry.cancel()).isFalse();
    assertThat(queue.earliest()).isEqualTo(TimerQueue.NONE);
    queue.add(entry, 1);
    queue.expire(1);
    assertThat(entry.cancel()).isFalse();
    assertThat(fired).containsExactly(entry);
  }

  @Test
  void refusesAnEntryThatIsSet() {
    var entry = new Entry(1);
    queue.add(entry, 1);
    assertThatThrownBy(() -> queue.add(entry, 2)).isInstanceOf(IllegalStateException.class).hasMessageContaining("twice");
    assertThat(queue.size()).isEqualTo(1);
  }

  @Test
  void theFarthestDeadlineIsStillADeadline() {
    queue.add(new Entry(Long.MAX_VALUE), Long.MAX_VALUE);
    assertThat(queue.earliest()).isLessThan(TimerQueue.NONE);
  }

  @Test
  void whatIsTakenOutSaysWhenItWouldHaveBeenDue() {
    var early = new Entry(10);
    var late = new Entry(20);
    queue.add(late, 20);
    queue.add(early, 10);
    assertThat(queue.take()).isEqualTo(new TimerQueue.Taken(early, 10));
    assertThat(queue.take()).isEqualTo(new TimerQueue.Taken(late, 20));
    assertThat(queue.take()).isNull();
    assertThat(early.cancel()).isFalse();
    assertThat(fired).isEmpty();
  }

  /// Adds, cancels and expires at random, against a list that is sorted anew each time.
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void behavesLikeASortedList(long seed) {
    var random = new Random(seed);
    List<Entry> model = new ArrayList<>();
    long now = 0;
    for (int step = 0; step < 5_000; step++) {
      int choice = random.nextInt(10);
      if (choice < 6) {
        long deadline = now + random.nextInt(500);
        var entry = new Entry(deadline);
        long before = earliest(model);
        boolean first = queue.add(entry, deadline);
        assertThat(first).isEqualTo(deadline < before);
        model.add(entry);
      } else if (choice < 8 && !model.isEmpty()) {
        Entry victim = model.remove(random.nextInt(model.size()));
        assertThat(victim.cancel()).isTrue();
      } else {
        now += random.nextInt(60);
        long time = now;
        List<Entry> due = model.stream().filter(e -> e.deadline <= time).toList();
        fired.clear();
        assertThat(queue.expire(now)).isEqualTo(due.size());
        assertThat(fired).containsExactlyInAnyOrderElementsOf(due).isSortedAccordingTo(Comparator.comparingLong((Entry e) -> e.deadline));
        model.removeAll(due);
      }
      assertThat(queue.size()).isEqualTo(model.size());
      assertThat(queue.earliest()).isEqualTo(earliest(model));
    }
  }

  /// Those that are left keep their places in the table of entries, and the gaps are given to others.
  @Test
  void manyCancelledOnesAtOnceHarmNoOther() {
    List<Entry> entries = LongStream.range(0, 100).mapToObj(Entry::new).toList();
    entries.forEach(entry -> queue.add(entry, entry.deadline));
    List<Entry> left = new ArrayList<>();
    for (Entry entry : entries) {
      if (entry.deadline == 0 || entry.deadline >= 90) {
        left.add(entry);
      } else {
        assertThat(entry.cancel()).isTrue();
        assertThat(queue.earliest()).isZero();
      }
    }
    assertThat(queue.size()).isEqualTo(11);
    LongStream.range(200, 300).mapToObj(Entry::new).forEach(entry -> {
      queue.add(entry, entry.deadline);
      left.add(entry);
    });
    assertThat(queue.size()).isEqualTo(111);
    queue.expire(1_000);
    assertThat(fired).containsExactlyElementsOf(left);
    assertThat(queue.size()).isZero();
  }

  private static long earliest(List<Entry> model) {
    return model.stream().mapToLong(e -> e.deadline).min().orElse(TimerQueue.NONE);
  }

  /// A cancel that says true is never followed by a firing, and one that says false always is.
  @Test
  void cancelAndExpiryAgreeOnWhoWasFirst() throws Exception {
    for (int round = 0; round < 2_000; round++) {
      var shots = new AtomicInteger();
      var entry =
          new TimerEntry() {
            @Override
            protected void fire() {
              shots.incrementAndGet();
            }
          };
      queue.add(entry, round);
      int time = round;
      Thread expiry = Thread.ofVirtual().start(() -> queue.expire(time));
      boolean cancelled = entry.cancel();
      expiry.join();
      assertThat(shots.get()).isEqualTo(cancelled ? 0 : 1);
    }
  }
}
