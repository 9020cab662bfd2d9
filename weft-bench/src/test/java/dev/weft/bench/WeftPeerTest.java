package dev.weft.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.bench.system.BenchSystem;
import dev.weft.bench.system.Systems;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Every suite runs on a scheduler of Weft and measures something, at small sizes.
class WeftPeerTest {
  private static final Plan SMALL =
      new Plan(List.of(), 1, Duration.ofMillis(10), Duration.ofMillis(20), 1, Duration.ofSeconds(30));

  @ParameterizedTest
  @ValueSource(strings = {"work-stealing", "event-loop", "kernel", "jdk"})
  void everySuiteMeasuresSomething(String scheduler) throws Exception {
    BenchSystem weft = Systems.named(Systems.all(), "weft");
    var variant = weft.variants(2).stream().filter(v -> v.name().equals(scheduler)).findFirst().orElseThrow();
    for (Case one : Catalogue.quick()) {
      if (one.suite().equals("hog")) {
        continue; // on purpose too much for some schedulers
      }
      Case small = one.tasks() > 1_000 ? new Case(one.name(), one.suite(), 100, 100, one.says()) : one;
      List<String> command = new ArrayList<>(weft.prepare().command(variant));
      command.addAll(SMALL.arguments(small, new Entry(weft, variant)));
      assertThat(PeerProcess.run(command, SMALL.limit())).as(one.name() + " on " + scheduler).isNotEmpty();
    }
  }
}
