package dev.weft.bench.workload;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.bench.Case;
import dev.weft.bench.Catalogue;
import dev.weft.bench.peer.Measure;
import dev.weft.bench.peer.PeerOptions;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Every suite runs to its end on every scheduler of Weft and measures something, at small sizes.
class WeftPeerTest {
  static Stream<Arguments> suitesAndSchedulers() {
    return Catalogue.quick().stream()
        .filter(one -> !one.suite().equals("hog")) // on purpose too much for schedulers without a monitor
        .flatMap(
            one ->
                Stream.of("work-stealing", "work-stealing-1", "event-loop", "per-core", "kernel", "jdk")
                    .map(scheduler -> Arguments.of(one.name(), one, scheduler)));
  }

  @ParameterizedTest(name = "{0} on {2}")
  @MethodSource("suitesAndSchedulers")
  @Timeout(60)
  void measuresSomething(String name, Case one, String scheduler) throws Exception {
    int size = one.size() > 100 ? 100 : one.size();
    var printed = new ByteArrayOutputStream();
    var options =
        PeerOptions.parse(
            "suite=" + one.suite(), "size=" + size, "variant=" + scheduler, "workers=2", "warmup=5", "run=10", "samples=1");
    var suite = WeftPeer.suites().get(one.suite());
    assertThat(suite).isNotNull();

    suite.run(new Measure(options, new PrintStream(printed, true)));

    List<String> lines = printed.toString().lines().toList();
    assertThat(lines).isNotEmpty().allSatisfy(line -> assertThat(line).contains("\"value\":"));
  }
}
