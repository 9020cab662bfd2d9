package dev.weft.internal.observe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.WaitReason;
import dev.weft.observe.FailedScope;
import dev.weft.observe.FiberTable;
import dev.weft.observe.HangReport;
import dev.weft.observe.HeldCarrier;
import dev.weft.observe.RowGroup;
import dev.weft.observe.ThreadRow;
import dev.weft.observe.WaitCycle;
import dev.weft.schedule.SchedulerStats;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// The whole text of reports that are made by hand.
class ReportTextTest {
  private static final WaitReason REASON = WaitReason.of("receive from", "channel a");
  private static final FailedScope FAILED = new FailedScope("scope 1", 1, List.of("w"), new IllegalStateException("no"), Optional.empty());

  private static ThreadRow row(ThreadRow.Kind kind, String name) {
    return new ThreadRow(kind, 1, name, "", ThreadRow.Status.WAITING, List.of(REASON), Optional.empty(), List.of(), List.of());
  }

  private static RowGroup alone(ThreadRow row) {
    return new RowGroup(row, 1, List.of(row.name()));
  }

  private static RowGroup three(ThreadRow row) {
    return new RowGroup(row, 3, List.of(row.name(), "y", "z"));
  }

  @Test
  void aDeadlockCountsThoseInCyclesAndTheOthers() {
    var cycle = new WaitCycle(List.of(row(ThreadRow.Kind.FIBER, "a"), row(ThreadRow.Kind.FIBER, "b")));
    var report =
        new HangReport(
            List.of(alone(row(ThreadRow.Kind.PLATFORM_THREAD, "t")), three(row(ThreadRow.Kind.FIBER, "x"))), List.of(cycle), List.of(FAILED));
    assertThat(report.toText())
        .isEqualTo(
            """
            deadlock: everything is asleep and nothing can wake it: 5 fibers, 1 thread

            cycle 1: a waits for b, who waits for a
              fiber a
                  waits to receive from channel a
              fiber b
                  waits to receive from channel a

            asleep too:
              thread t
                  waits to receive from channel a
              3 fibers: x, y, z
                  x waits to receive from channel a

            failed, to be told when their scopes are closed
              scope 1: w has failed by java.lang.IllegalStateException: no
            """);
  }

  @Test
  void aDeadlockWithoutACycle() {
    var report = new HangReport(List.of(alone(row(ThreadRow.Kind.VIRTUAL_THREAD, "v"))), List.of(), List.of());
    assertThat(report.toText())
        .isEqualTo(
            """
            deadlock: everything is asleep and nothing can wake it: 1 virtual thread

            asleep:
              virtual thread v
                  waits to receive from channel a
            """);
  }

  @Test
  void aCycleOfOneAndOfThree() {
    ThreadRow a = row(ThreadRow.Kind.FIBER, "a");
    ThreadRow b = row(ThreadRow.Kind.FIBER, "b");
    assertThat(new WaitCycle(List.of(a))).hasToString("a waits for itself");
    assertThat(new WaitCycle(List.of(a, b, row(ThreadRow.Kind.FIBER, "c")))).hasToString("a waits for b, who waits for c, who waits for a");
  }

  @Test
  void aTableHasEachNumberInItsColumn() {
    var busy = new SchedulerStats.CarrierStats("c-0", 11, 12, 13, 14, 15, 16, 17, Duration.ofMillis(1_500));
    var calm = new SchedulerStats.CarrierStats("c-1", 21, 22, 23, 24, 25, 26, 27, Duration.ZERO);
    var stealing = new SchedulerStats("work-stealing", List.of(busy, calm), 5, 9, 8);
    var kernel = new SchedulerStats("kernel", List.of(), 0, 7, 4);
    var held = new HeldCarrier("work-stealing", "c-0", "v", "", Duration.ofMillis(1_500), true, List.of());
    var cycle = new WaitCycle(List.of(row(ThreadRow.Kind.FIBER, "a")));
    var table =
        new FiberTable(
            List.of(stealing, kernel), List.of(held), List.of(cycle), List.of(three(row(ThreadRow.Kind.FIBER, "x"))), List.of(FAILED), Optional.of("a timer"));
    assertThat(table.toText())
        .isEqualTo(
            """
            scheduler work-stealing: 1 fiber alive of 9 forked, 5 queued
              carrier                         turns    steals     parks  handoffs  queued  timers  longest turn
              c-0                                11        12        13        14      15      16         1.5 s
              c-1                                21        22        23        24      25      26             -
            scheduler kernel: 3 fibers alive of 7 forked, 0 queued

            held carriers
              virtual thread v has held c-0 for 1.5 s

            cycle 1: a waits for itself
              fiber a
                  waits to receive from channel a

            4 fibers, virtual threads, and threads that wait for them; 1 of them above
              3 fibers: x, y, z
                  x waits to receive from channel a

            failed, to be told when their scopes are closed
              scope 1: w has failed by java.lang.IllegalStateException: no

            nothing runs; what could go on: a timer
            """);
    assertThat(new FiberTable(List.of(), List.of(), List.of(), List.of(), List.of(), Optional.empty()).toText())
        .isEqualTo("\n0 fibers, virtual threads, and threads that wait for them\n");
  }

  @Test
  void oneOtherThatHasFailedIsOne() {
    var cause = new IllegalStateException("no");
    var at = Optional.of(new StackTraceElement("bank.Main", "go", "Main.java", 7));
    assertThat(new FailedScope("scope 1", 2, List.of("a", "b"), cause, at))
        .hasToString("scope 1: a, b have failed, the first by java.lang.IllegalStateException: no, at bank.Main.go(Main.java:7)");
    assertThat(new FailedScope("scope 1", 3, List.of("a", "b"), cause, Optional.empty())).asString().contains("a, b and 1 other have failed");
    assertThat(new FailedScope("scope 1", 4, List.of("a", "b"), cause, Optional.empty())).asString().contains("a, b and 2 others have failed");
  }
}
