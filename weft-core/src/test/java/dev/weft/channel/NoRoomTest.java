package dev.weft.channel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.observe.ChildJvm;
import java.util.List;
import org.junit.jupiter.api.Test;
import programs.FullOfValues;

/// A channel, and a broadcast, whose buffer cannot grow any more.
class NoRoomTest {
  @Test
  void aSendForWhichThereIsNoMemoryThrowsAndTheChannelGoesOn() throws Exception {
    try (var child = ChildJvm.start(List.of("-Xmx16m"), FullOfValues.class)) {
      ChildJvm.Ended ended = child.end();
      assertThat(ended.output()).as(ended.toString()).isEqualTo("full\nall there\none more\n".repeat(2));
    }
  }
}
