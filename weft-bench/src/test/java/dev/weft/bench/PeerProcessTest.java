package dev.weft.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.bench.PeerProcess.Line;
import dev.weft.bench.PeerProcess.PeerFailedException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class PeerProcessTest {
  private static final Duration LIMIT = Duration.ofSeconds(20);

  @Test
  void readsALineForEachMeasurement() throws Exception {
    assertThat(PeerProcess.parse("{\"metric\":\"peak\",\"unit\":\"bytes\",\"value\":2.5}\n{\"unit\":\"ns/op\",\"value\":null}\n"))
        .containsExactly(new Line("peak", "bytes", 2.5), new Line("", "ns/op", Double.POSITIVE_INFINITY));
  }

  @Test
  void anythingElseIsAFailureThatShowsTheLine() {
    assertThatThrownBy(() -> PeerProcess.parse("panic: oh"))
        .isInstanceOf(PeerFailedException.class).hasMessageContaining("panic: oh");
    assertThatThrownBy(() -> PeerProcess.parse("{\"unit\":\"ns/op\"}")).isInstanceOf(PeerFailedException.class);
    assertThatThrownBy(() -> PeerProcess.parse("")).hasMessageContaining("measured nothing");
  }

  @Test
  void aFailedProcessSaysWhatItSaidLast() {
    assertThatThrownBy(() -> PeerProcess.run(List.of("sh", "-c", "echo one >&2; echo two >&2; exit 3"), LIMIT))
        .hasMessage("ended with exit code 3: two");
  }

  @Test
  void aHungProcessIsKilled() {
    assertThatThrownBy(() -> PeerProcess.run(List.of("sh", "-c", "exec sleep 60"), Duration.ofMillis(200)))
        .isInstanceOf(PeerFailedException.class).hasMessageContaining("did not end within");
  }

  @Test
  void aMissingProgramIsAFailure() {
    assertThatThrownBy(() -> PeerProcess.run(List.of("/no/such/program"), LIMIT))
        .isInstanceOf(PeerFailedException.class).hasMessageContaining("/no/such/program");
  }
}
