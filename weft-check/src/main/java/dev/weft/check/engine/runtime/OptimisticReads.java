package dev.weft.check.engine.runtime;

import dev.weft.check.engine.race.RaceDetector;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a task read between `StampedLock.tryOptimisticRead` and the look whether that was allowed: such reads may meet a writer on
/// purpose, because what they saw is thrown away then.
///
/// ```
///  outside --tryOptimisticRead--> open --validate, tryConvertTo...--> checked (the reads race with nobody)
///                                 open --the next tryOptimisticRead, the thread's end--> unchecked (they race like others)
///                                 open --the schedule ends before--> nobody knows (they are not reported)
/// ```
/// Sections are intervals of the task's own events, one after the other for each lock; those of several locks may overlap, and a look at any
/// of these is enough. The pattern is that of StampedLock's documentation.
final class OptimisticReads {
  /// What a call does to the lock's section.
  enum Step { NONE, BEGINS, CHECKS }

  /// Where a read lies.
  enum Place { OUTSIDE, OPEN, CHECKED }

  private static final int STILL_OPEN = Integer.MAX_VALUE;

  private record Section(Object lock, int from, int until) {
    boolean isOpenOf(Object other) {
      return lock == other && until == STILL_OPEN;
    }
  }

  private final List<Section> sections = new ArrayList<>();

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

  /// Before the call on the lock.
  static void called(Task task, Site site, @Nullable Object lock) {
    if (site.optimistic == Step.NONE || lock == null) {
      return;
    }
    OptimisticReads reads = task.optimistic;
    if (reads == null) {
      reads = new OptimisticReads();
      task.optimistic = reads;
    }
    switch (site.optimistic) {
      case NONE -> { }
      case BEGINS -> {
        reads.sections.removeIf(section -> section.isOpenOf(lock));
        reads.sections.add(new Section(lock, task.events, STILL_OPEN));
      }
      case CHECKS -> reads.sections.replaceAll(
          section -> section.isOpenOf(lock) ? new Section(lock, section.from, task.events) : section);
    }
    Memory.RACES.decide(task.id);
  }

  /// Where an access lies that was a read.
  static Place placeOf(RaceDetector.Access read) {
    OptimisticReads reads = Tasks.all[read.task()].optimistic;
    Place place = Place.OUTSIDE;
    if (reads != null) {
      for (Section section : reads.sections) {
        if (section.from < read.event() && read.event() < section.until) {
          if (section.until != STILL_OPEN) {
            return Place.CHECKED;
          }
          place = Place.OPEN;
        }
      }
    }
    return place;
  }
}
