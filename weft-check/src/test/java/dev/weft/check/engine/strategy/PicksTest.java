package dev.weft.check.engine.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PicksTest {
  private final Picks picks = new Picks();

  @Test
  void triesAllCombinationsOnce() {
    List<String> tried = new ArrayList<>();
    do {
      picks.begin();
      tried.add(picks.next(0, 2) + " " + picks.next(1, 3));
    } while (picks.turn());
    assertThat(tried).containsExactlyInAnyOrder("0 0", "0 1", "0 2", "1 0", "1 1", "1 2");
  }

  @Test
  void followsChoicesThatDependOnOthers() {
    List<String> tried = new ArrayList<>();
    do {
      picks.begin();
      int first = picks.next(0, 2);
      tried.add(first == 0 ? "left" : "right " + picks.next(0, 2));
    } while (picks.turn());
    assertThat(tried).containsExactlyInAnyOrder("left", "right 0", "right 1");
  }

  /// The order in which the tasks choose is another in an equivalent schedule: each has its own choices all the same.
  @Test
  void aChoiceIsThatOfItsTask() {
    picks.begin();
    picks.next(0, 2);
    picks.next(1, 2);
    assertThat(picks.turn()).isTrue();
    picks.begin();
    assertThat(picks.next(1, 2)).isEqualTo(1);
    assertThat(picks.next(0, 2)).isZero();
  }

  @Test
  void beginsAgainAfterARestart() {
    picks.begin();
    picks.next(0, 2);
    assertThat(picks.turn()).isTrue();
    picks.restart();
    picks.begin();
    assertThat(picks.next(0, 2)).isZero();
    assertThat(picks.turn()).isTrue();
    assertThat(picks.turn()).isFalse();
  }
}
