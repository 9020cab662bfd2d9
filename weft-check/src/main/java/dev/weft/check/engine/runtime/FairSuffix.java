package dev.weft.check.engine.runtime;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The fair rest of a long schedule: decides whether it is endless, and knows what each thread does there again and again.
///
/// New is what a thread does, reads or writes that it had not since the table was emptied last. A loop that only waits does nothing
/// new; one that computes does.
final class FairSuffix {
  /// How much of a livelock its replay shows.
  private static final long SHOWN = 20_000;
  private static final int FEW_SEEN = 1 << 7;
  private static final int MOST_SEEN = 1 << 16;
  private static final int MOST_STEPS = 32;

  /// One thing that a thread does again and again.
  static final class Step {
    final Site site;
    final @Nullable Object base;
    final long offset;
    long count;

    Step(Site site, @Nullable Object base, long offset) {
      this.site = site;
      this.base = base;
      this.offset = offset;
    }

    boolean sameVariable(Step that) {
      return base == that.base && offset == that.offset;
    }
  }

  /// Most fair suffixes are short, and many schedules have one: the table grows as it is needed.
  private long[] seen = new long[FEW_SEEN * 2];
  private int seenCount;
  private final List<List<Step>> steps = new ArrayList<>();
  private Bounds bounds = Bounds.first();
  private long lastEnd;
  private long lastNew;
  private long until;
  private long key;

  void begin(Bounds of, long events) {
    bounds = of;
    forgetSeen();
    threadEnded(events);
    lastNew = events;
  }

  private void forgetSeen() {
    if (seen.length == FEW_SEEN * 2) {
      Arrays.fill(seen, 0);
    } else {
      seen = new long[FEW_SEEN * 2];
    }
    seenCount = 0;
  }

  /// Lets go of all objects.
  void forget() {
    steps.clear();
  }

  /// Something has ended: what is left starts anew.
  void threadEnded(long events) {
    lastEnd = events;
    until = System.nanoTime() + bounds.nanos();
    steps.clear();
  }

  /// The next event at which [#isEndless] must be asked.
  long nextLook(long events) {
    return bounds.endlessAt() > events ? bounds.endlessAt() - 1 : events + 4_096;
  }

  boolean isEndless(long events) {
    if (bounds.endlessAt() > 0) {
      return events >= bounds.endlessAt();
    }
    long since = events - lastEnd;
    return since > bounds.patience() && events - lastNew > bounds.patience() || since > bounds.most()
        && System.nanoTime() > until;
  }

  /// Where a replay of this livelock may stop.
  long endlessAt() {
    return lastEnd + SHOWN;
  }

  // ---- what happens

  void did(Task task, Site site, @Nullable Object base, long offset, long events) {
    key = ((task.id * 31L + site.id) * 0x9E3779B97F4A7C15L ^ System.identityHashCode(base)) * 31 + offset;
    add(key, events);
    while (steps.size() <= task.id) {
      steps.add(new ArrayList<>());
    }
    List<Step> mine = steps.get(task.id);
    for (Step step : mine) {
      if (step.site == site && step.base == base && step.offset == offset) {
        step.count++;
        return;
      }
    }
    if (mine.size() < MOST_STEPS) {
      mine.add(new Step(site, base, offset));
    }
  }

  /// The value that the last access read or will write.
  void value(@Nullable Object value, long events) {
    add(key * 31 + (value instanceof Number || value instanceof Boolean || value instanceof Character ? value.hashCode()
        : System.identityHashCode(value)), events);
  }

  private void add(long what, long events) {
    long v = what == 0 ? 1 : what;
    int i = slotOf(v);
    if (seen[i] == v) {
      return;
    }
    lastNew = events;
    if (++seenCount > MOST_SEEN) {
      forgetSeen();
      return;
    }
    seen[i] = v;
    if (seenCount * 2 > seen.length && seenCount < MOST_SEEN) {
      grow();
    }
  }

  /// Where the value is, or is to be put.
  private int slotOf(long v) {
    int mask = seen.length - 1;
    int i = (int) (v * 0x9E3779B97F4A7C15L >>> 40) & mask;
    while (seen[i] != 0 && seen[i] != v) {
      i = i + 1 & mask;
    }
    return i;
  }

  private void grow() {
    long[] old = seen;
    seen = new long[old.length * 2];
    for (long v : old) {
      if (v != 0) {
        seen[slotOf(v)] = v;
      }
    }
  }

  // ---- what it was

  /// What the task has done more than once since a thread ended last.
  List<Step> loopOf(Task task) {
    return task.id >= steps.size() ? List.of() : steps.get(task.id).stream().filter(step -> step.count > 0).toList();
  }

  /// True if no other task has notified in this time what the task waits for.
  boolean isNeverNotified(Task waiting, Step wait) {
    for (int id = 0; id < steps.size(); id++) {
      if (id != waiting.id && steps.get(id).stream().anyMatch(step -> step.sameVariable(wait) && step.site.notifies())) {
        return false;
      }
    }
    return true;
  }

  /// True if no task has written the variable in this time.
  boolean isNeverWritten(Step read) {
    return steps.stream().flatMap(List::stream).noneMatch(step -> step.sameVariable(read) && step.site.changes);
  }
}
