package dev.weft.internal.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// When a carrier counts as slow, in microseconds by a clock of the test's own.
class PaceTest {
  private static final long LOOK = 1_000;

  private final Pace pace = new Pace();
  private long now;
  private long turns;

  @Test
  void isQuickAtFirst() {
    assertThat(pace.isSlow()).isFalse();
  }

  @Test
  void isSlowWithFewTurnsAtTwoLooksAndQuickAgainWithMany() {
    assertThat(afterTurns(40)).isFalse();
    assertThat(afterTurns(40)).isTrue();
    assertThat(afterTurns(99)).isTrue();
    assertThat(afterTurns(101)).isFalse();
    assertThat(afterTurns(1)).isFalse();
    assertThat(afterTurns(10_000)).isFalse();
    assertThat(afterTurns(1)).isFalse();
    assertThat(afterTurns(1)).isTrue();
  }

  @Test
  void whoBeginsNoTurnStaysWhatItWas() {
    assertThat(afterTurns(0)).isFalse();
    assertThat(afterTurns(40)).isFalse();
    assertThat(afterTurns(0)).isFalse();
    assertThat(afterTurns(40)).isTrue();
    assertThat(afterTurns(0)).isTrue();
  }

  @Test
  void aTimeParkedIsNobodysTurn() {
    makeSlow();
    park(700);
    assertThat(afterTurns(40)).isFalse();
    makeSlow();
    park(500);
    assertThat(afterTurns(40)).isTrue();
  }

  @Test
  void aParkThatLastsOverManyLooksCountsForEachAsLongAsItLasted() {
    makeSlow();
    pace.parks(micros(now + 100));
    assertThat(afterTurns(11)).isFalse();
    assertThat(afterTurns(0)).isFalse();
    pace.goesOn(micros(now + 900));
    assertThat(afterTurns(11)).isFalse();
    makeSlow();
  }

  @Test
  void whoCameInVainEndsItUntilTheNextLook() {
    makeSlow();
    pace.declined();
    assertThat(pace.isSlow()).isFalse();
    assertThat(afterTurns(40)).isTrue();
  }

  private void makeSlow() {
    afterTurns(11);
    assertThat(afterTurns(11)).isTrue();
  }

  /// From now on for so long, in the time before the next look.
  private void park(long micros) {
    pace.parks(micros(now));
    pace.goesOn(micros(now + micros));
  }

  /// What the next look finds.
  private boolean afterTurns(int begun) {
    now += LOOK;
    turns += begun;
    pace.judge(micros(now), turns);
    return pace.isSlow();
  }

  private static long micros(long count) {
    return count * 1_000;
  }
}
