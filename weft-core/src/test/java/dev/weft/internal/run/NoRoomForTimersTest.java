package dev.weft.internal.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.observe.ChildJvm;
import java.util.List;
import org.junit.jupiter.api.Test;
import programs.CancelledTimers;
import programs.FullOfTimers;

/// A queue of timers that cannot grow any more.
class NoRoomForTimersTest {
  @Test
  void aTimerForWhichThereIsNoMemoryIsNotSetAndTheOthersFire() throws Exception {
    try (var child = ChildJvm.start(List.of("-Xmx16m"), FullOfTimers.class)) {
      ChildJvm.Ended ended = child.end();
      assertThat(ended.output()).as(ended.toString()).isEqualTo("full\nnot set\nhalf of them\nall\n");
    }
  }

  /// Nearly all time limits are cancelled, behind one that is not.
  @Test
  void cancelledOnesTakeNone() throws Exception {
    try (var child = ChildJvm.start(List.of("-Xmx16m"), CancelledTimers.class)) {
      ChildJvm.Ended ended = child.end();
      assertThat(ended.output()).as(ended.toString()).isEqualTo("1 left\n");
    }
  }
}
