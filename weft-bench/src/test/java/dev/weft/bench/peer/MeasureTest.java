package dev.weft.bench.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.bench.peer.Measure.Took;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MeasureTest {
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

  private Measure measure(String... args) {
    return new Measure(PeerOptions.parse(args), new PrintStream(printed, true));
  }

  @Test
  void chooseACountThatTakesTheWantedTime() throws Exception {
    List<Integer> counts = new ArrayList<>();
    measure("warmup=0", "run=100", "samples=2")
        .perOperation(
            10,
            n -> {
              counts.add(n);
              return new Took(n, 1_000L * n); // a microsecond each
            });
    assertThat(counts.subList(counts.size() - 2, counts.size())).allSatisfy(n -> assertThat(n).isBetween(99_000, 100_000));
    assertThat(printed.toString()).isEqualToNormalizingNewlines(
        "{\"unit\":\"ns/op\",\"value\":1000.000}\n{\"unit\":\"ns/op\",\"value\":1000.000}\n");
  }

  @Test
  void aWorkloadOfFixedSizeIsRunOnceForEachSample() throws Exception {
    List<Integer> counts = new ArrayList<>();
    measure("warmup=0", "run=100", "samples=3")
        .perOperation(
            1,
            n -> {
              counts.add(n);
              return new Took(1_000_000, 2_000_000_000L);
            });
    assertThat(counts).containsExactly(1, 1, 1, 1);
  }

  @Test
  void aCountIsNeverBelowTheFirstHoweverLongItTakes() throws Exception {
    List<Integer> counts = new ArrayList<>();
    measure("warmup=0", "run=100", "samples=2")
        .perOperation(
            64,
            n -> {
              counts.add(n);
              return new Took(n, 2_000_000_000L);
            });
    assertThat(counts).containsExactly(64, 64, 64);
  }

  @Test
  void mistakesInArgumentsAreNamed() {
    assertThatThrownBy(() -> PeerOptions.parse("workers=two")).hasMessage("workers=two is not key=number");
    assertThatThrownBy(() -> PeerOptions.parse("speed=1")).hasMessage("unknown argument speed=1");
    assertThatThrownBy(() -> PeerOptions.parse("fast")).hasMessage("fast is not key=value");
  }

  @Test
  void sleepsAreSpreadOverHalfASecond() {
    List<Long> millis = java.util.stream.IntStream.range(0, 10_000).mapToObj(i -> Sleeps.of(i).toMillis()).toList();
    assertThat(millis).allSatisfy(ms -> assertThat(ms).isBetween(500L, 999L));
    assertThat(millis.stream().distinct().count()).isGreaterThan(490);
  }
}
