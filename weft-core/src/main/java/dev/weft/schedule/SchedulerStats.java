package dev.weft.schedule;

import java.time.Duration;
import java.util.List;

/// What a scheduler has done since it was made: a snapshot, taken without stopping anything, so its numbers may be
/// a moment apart.
///
/// @param scheduler the scheduler's name
/// @param carriers one entry per carrier; empty for schedulers without carriers of their own
/// @param queued tasks in queues shared by all carriers
/// @param forks fibers started
/// @param ends fibers ended
public record SchedulerStats(String scheduler, List<CarrierStats> carriers, int queued, long forks, long ends) {
  public SchedulerStats {
    carriers = List.copyOf(carriers);
  }

  /// The number of tasks run by all carriers.
  public long runs() {
    return carriers.stream().mapToLong(CarrierStats::runs).sum();
  }

  /// The number of successful steals by all carriers.
  public long steals() {
    return carriers.stream().mapToLong(CarrierStats::steals).sum();
  }

  /// The number of times a queue was handed to a spare carrier.
  public long handOffs() {
    return carriers.stream().mapToLong(CarrierStats::handOffs).sum();
  }

  /// One carrier.
  ///
  /// @param name the name of its kernel thread
  /// @param runs turns: tasks that it has run
  /// @param steals how often it took work from another carrier's queue
  /// @param parks how often it had nothing to do and parked its kernel thread
  /// @param handOffs how often it was held so long that a spare carrier took over its queue
  /// @param queued tasks in its own queue and run-next slot
  /// @param timers timers set in its own timer queue
  /// @param strands virtual threads that it has made to run fibers on
  /// @param longestTurn the longest turn that the monitor has seen; zero if none was longer than its threshold
  public record CarrierStats(
      String name,
      long runs,
      long steals,
      long parks,
      long handOffs,
      int queued,
      int timers,
      long strands,
      Duration longestTurn) {}
}
