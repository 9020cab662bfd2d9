package dev.weft.check.engine.race;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ClocksTest {
  @Test
  void joinsToTheLeastUpperBound() {
    assertThat(Clocks.join(new int[] {1, 5}, new int[] {3, 2, 4})).containsExactly(3, 5, 4);
    assertThat(Clocks.join(new int[] {1, 5, 7}, new int[] {3})).containsExactly(3, 5, 7);
  }

  @Test
  void comparesClocksOfDifferentLengths() {
    assertThat(Clocks.atMost(new int[] {1, 0, 0}, new int[] {1})).isTrue();
    assertThat(Clocks.atMost(new int[] {1, 0, 1}, new int[] {1})).isFalse();
    assertThat(Clocks.atMost(Clocks.EMPTY, Clocks.EMPTY)).isTrue();
  }

  @Test
  void ticksItsOwnEntryOnly() {
    assertThat(Clocks.tick(new int[] {4, 4}, 1)).containsExactly(4, 5);
    assertThat(Clocks.tick(new int[] {4}, 2)).containsExactly(4, 0, 1);
  }
}
