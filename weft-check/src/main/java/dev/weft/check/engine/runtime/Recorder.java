package dev.weft.check.engine.runtime;

import dev.weft.check.engine.strategy.Schedule;
import java.util.Arrays;

/// Writes down the schedule that is being run, in the terms of [Schedule].
final class Recorder {
  private int[] segments = new int[64];
  private int count;
  private int[] picks = new int[8];
  private int pickCount;
  private long seed;

  void begin(long programSeed) {
    count = 0;
    pickCount = 0;
    seed = programSeed;
  }

  /// The task starts or goes on; until told otherwise it will block.
  void resumes(Task task) {
    if (count + 2 > segments.length) {
      segments = Arrays.copyOf(segments, count * 2);
    }
    segments[count++] = task.id;
    segments[count++] = Schedule.BLOCKS;
  }

  /// The running task is preempted before its event number `events`.
  void preempted(int events) {
    segments[count - 1] = events;
  }

  void picked(int choice) {
    if (pickCount == picks.length) {
      picks = Arrays.copyOf(picks, pickCount * 2);
    }
    picks[pickCount++] = choice;
  }

  int switches() {
    return count / 2;
  }

  Schedule schedule() {
    return new Schedule(Arrays.copyOf(segments, count), Arrays.copyOf(picks, pickCount), seed);
  }
}
