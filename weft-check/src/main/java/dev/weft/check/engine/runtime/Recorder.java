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
  private long fairFrom;
  private long endlessAt;
  private boolean stopped;

  void begin(long programSeed, long fair) {
    fairFrom = fair;
    endlessAt = 0;
    stopped = false;
    count = 0;
    pickCount = 0;
    seed = programSeed;
  }

  /// From here on the schedule is fair, and so follows from its beginning.
  void stop() {
    stopped = true;
  }

  /// The schedule is a livelock, as a replay may say at that event.
  void endless(long at) {
    endlessAt = at;
  }

  /// The task starts or goes on; until told otherwise it will block.
  void resumes(Task task) {
    if (stopped) {
      return;
    }
    if (count + 2 > segments.length) {
      segments = Arrays.copyOf(segments, count * 2);
    }
    segments[count++] = task.id;
    segments[count++] = Schedule.BLOCKS;
  }

  /// The running task is preempted before its event number `events`.
  void preempted(int events) {
    if (!stopped) {
      segments[count - 1] = events;
    }
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
    return new Schedule(Arrays.copyOf(segments, count), Arrays.copyOf(picks, pickCount), seed, fairFrom,
        endlessAt);
  }
}
