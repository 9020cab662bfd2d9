package dev.weft.check.engine.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// What is recorded of a schedule that is too long to be shown.
class TraceTest {
  private static final int LONG = 1_000_000;
  private static final int KEPT = 20_000;

  @Test
  void onlySoManyNotesAreKept() {
    Trace trace = new Trace();
    Task task = ToyTasks.task(0);
    for (int i = 0; i < LONG; i++) {
      trace.note(task, "sleeps");
    }
    trace.startled(task);
    assertThat(trace.entries()).hasSize(KEPT);
    assertThat(trace.startled()).containsExactly(trace.nameOf(0));
  }
}
