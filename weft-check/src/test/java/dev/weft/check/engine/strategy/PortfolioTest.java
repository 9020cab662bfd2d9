package dev.weft.check.engine.strategy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PortfolioTest {
  @Test
  void autoTakesTurnsAndLeavesOutTheExhaustiveOneWhenItIsDone() {
    Portfolio portfolio = new Portfolio("auto");
    assertThat(turns(portfolio)).containsExactlyInAnyOrder("random", "pos", "pct", "surw", "dpor");
    Dpor dpor = Objects.requireNonNull(portfolio.exhaustive());
    Toy toy = new Toy("w0 | r0");
    while (!dpor.exhausted()) {
      toy.run(dpor, 0);
    }
    assertThat(turns(portfolio)).containsExactlyInAnyOrder("random", "pos", "pct", "surw");
  }

  @Test
  void eachNameIsOneStrategy() {
    for (String name : List.of("random", "pos", "pct", "surw", "dpor")) {
      assertThat(turns(new Portfolio(name))).containsExactly(name);
      assertThat(new Portfolio(name).exhaustive() != null).isEqualTo(name.equals("dpor"));
    }
    assertThatThrownBy(() -> new Portfolio("clever")).hasMessageContaining("clever").hasMessageContaining("dpor");
  }

  private static Set<String> turns(Portfolio portfolio) {
    Set<String> names = new HashSet<>();
    for (int i = 0; i < 10; i++) {
      names.add(portfolio.next(i).name());
    }
    return names;
  }
}
