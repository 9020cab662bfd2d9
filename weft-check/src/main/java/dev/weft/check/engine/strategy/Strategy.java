package dev.weft.check.engine.strategy;

import dev.weft.check.engine.runtime.Task;
import org.jspecify.annotations.Nullable;

/// Decides who runs next. One instance lives through many schedules; [#begin] starts each.
public interface Strategy {
  /// A short name for reports.
  String name();

  /// True if each schedule is drawn by chance, whatever was run before.
  default boolean isRandom() {
    return true;
  }

  /// Starts a schedule. All randomness must come from `seed`.
  void begin(long seed);

  /// Chooses among `candidates[0..count)`, at least one. `running` is the task at a schedule point, itself a candidate,
  /// or null if the last task blocked or ended. A blocked candidate is one whose time-out may fire now, or that may wake
  /// up for no reason.
  ///
  /// Null gives the schedule up: whatever could follow has been explored. It ends here if that can be; if not, the strategy is asked
  /// again and must let it run on.
  @Nullable Task choose(@Nullable Task running, Task[] candidates, int count);

  /// The schedule has ended, by itself or with a failure.
  default void end() {}

  /// Lets go of all objects of the schedule that has ended.
  default void forget() {}

  /// The schedule has become so long that it goes on without the strategy.
  default void abandon() {}

  /// Where the strategy wants to be told what each step touches, or null.
  default @Nullable Footprint footprint() {
    return null;
  }

  /// Chooses one of `count` equal things (which waiter to notify).
  default int pick(int count) {
    return 0;
  }

  /// True if a time-out may fire in this schedule although other tasks could still run.
  default boolean earlyTimeouts() {
    return false;
  }

  /// True if a wait of the program's may end for no reason in this schedule: see [SpuriousWakeups].
  default boolean spuriousWakeups() {
    return false;
  }
}
