package dev.weft.check.engine.runtime;

import dev.weft.check.engine.race.RaceDetector;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// What a task read between `StampedLock.tryOptimisticRead` and the look whether that was allowed: such reads may meet a writer on
/// purpose, because what they saw is thrown away then.
///
/// ```
///  outside --tryOptimisticRead--> open --validate, tryConvertTo...--> checked (the reads race with nobody)
///                                 open --the next tryOptimisticRead, the thread's end--> unchecked (they race like others)
///                                 open --the schedule ends before--> nobody knows (they are not reported)
/// ```
/// Sections are intervals of the task's own events. The pattern is that of StampedLock's documentation.
final class OptimisticReads {
  /// What a call does to the section.
  enum Step { NONE, BEGINS, CHECKS }

  /// Where a read lies.
  enum Place { OUTSIDE, OPEN, CHECKED }

  /// The event at which the open section began; zero if none is open.
  private int from;
  /// Pairs of events: where checked sections began and ended.
  private int[] checked = new int[4];
  private int count;

  static Step stepOf(Site.Kind kind, String owner, String member) {
    if (kind != Site.Kind.CALL || !owner.equals("java/util/concurrent/locks/StampedLock")) {
      return Step.NONE;
    }
    return switch (member) {
      case "tryOptimisticRead", "tryConvertToOptimisticRead" -> Step.BEGINS;
      case "validate", "tryConvertToReadLock", "tryConvertToWriteLock" -> Step.CHECKS;
      default -> Step.NONE;
    };
  }

  /// Before the call.
  static void called(Task task, Site site) {
    switch (site.optimistic) {
      case NONE -> { }
      case BEGINS -> {
        OptimisticReads reads = task.optimistic;
        if (reads == null) {
          reads = new OptimisticReads();
          task.optimistic = reads;
        }
        Memory.RACES.decide(task.id, true);
        reads.from = task.events;
      }
      case CHECKS -> {
        OptimisticReads reads = task.optimistic;
        if (reads != null && reads.from != 0) {
          reads.close(task.events);
          Memory.RACES.decide(task.id, false);
        }
      }
    }
  }

  private void close(int until) {
    if (count == checked.length) {
      checked = Arrays.copyOf(checked, 2 * count);
    }
    checked[count++] = from;
    checked[count++] = until;
    from = 0;
  }

  /// Where an access lies that was a read.
  static Place placeOf(RaceDetector.Access read) {
    @Nullable OptimisticReads reads = Tasks.all[read.task()].optimistic;
    if (reads == null) {
      return Place.OUTSIDE;
    }
    if (reads.from != 0 && read.event() > reads.from) {
      return Place.OPEN;
    }
    for (int i = reads.count - 2; i >= 0; i -= 2) {
      if (read.event() > reads.checked[i]) {
        return read.event() < reads.checked[i + 1] ? Place.CHECKED : Place.OUTSIDE;
      }
    }
    return Place.OUTSIDE;
  }
}
