package dev.weft.observe;

import dev.weft.internal.observe.TableText;
import dev.weft.internal.observe.Tables;
import dev.weft.schedule.SchedulerStats;
import java.util.List;
import java.util.Optional;

/// What a running program does (Erlang's observer, Go's goroutine dump): its schedulers, the carriers that somebody holds, its fibers and other virtual threads.
///
/// A snapshot that stops nobody: its parts may be a moment apart, and it may be taken at any time, by any thread.
///
/// @param schedulers all schedulers that are in use
/// @param held the carriers that one fiber keeps from the others at this moment
/// @param cycles fibers and threads that wait for each other in a circle, while the others may run on: by joins, the ends of scopes, mutexes, and
///     those locks of the JDK whose owner it knows. Monitors are not looked at in a program that runs. Only a cancellation or a deadline ends such a circle
/// @param threads the other fibers and virtual threads, and kernel threads that wait for one; those who do the same share an entry
/// @param failed the open scopes in which fibers have failed, which is told when those are closed
/// @param hope while nothing runs, what could still make something happen; empty while anything runs, or if that is not known
public record FiberTable(
    List<SchedulerStats> schedulers,
    List<HeldCarrier> held,
    List<WaitCycle> cycles,
    List<RowGroup> threads,
    List<FailedScope> failed,
    Optional<String> hope) {
  public FiberTable {
    schedulers = List.copyOf(schedulers);
    held = List.copyOf(held);
    cycles = List.copyOf(cycles);
    threads = List.copyOf(threads);
    failed = List.copyOf(failed);
  }

  /// The table of this JVM, now. Never parks; takes a few microseconds for each fiber.
  public static FiberTable take() {
    return Tables.take();
  }

  /// For people, several lines.
  public String toText() {
    return TableText.of(this);
  }
}
