package dev.weft.internal.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.observe.ChildJvm;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The queues of a scheduler have no memory to grow: who forks is told, and nobody who was queued before gets lost.
@Timeout(60)
class NoRoomInQueuesTest {
  @Test
  void whatWasQueuedBeforeIsThere() throws Exception {
    try (var child = ChildJvm.start(List.of("-Xmx24m", "-XX:+UseSerialGC"), SpillStorm.class)) {
      ChildJvm.Ended ended = child.end();
      assertThat(ended.exitCode()).as(ended.toString()).isZero();
      assertThat(ended.output()).isEqualTo("true\n");
    }
  }
}
