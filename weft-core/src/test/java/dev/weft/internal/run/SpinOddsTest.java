package dev.weft.internal.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SpinOddsTest {
  private static final boolean SHORTLY = true;

  private final SpinOdds odds = new SpinOdds();

  @Test
  void twoShortWaitsInARowAreEnoughAtFirst() {
    odds.waited(SHORTLY);
    odds.waited(!SHORTLY);
    odds.waited(SHORTLY);
    assertThat(odds.areGood()).isFalse();
    odds.waited(SHORTLY);
    assertThat(odds.areGood()).isTrue();
  }

  @Test
  void aSpinInVainWantsFourTimesAsMany() {
    shortWaits(2);
    odds.wasInVain();
    shortWaits(7);
    assertThat(odds.areGood()).isFalse();
    shortWaits(1);
    assertThat(odds.areGood()).isTrue();
  }

  @Test
  void twoThatPayMakeUpForOneInVain() {
    odds.wasInVain();
    shortWaits(8);
    odds.paid();
    odds.paid();
    odds.waited(!SHORTLY);
    shortWaits(2);
    assertThat(odds.areGood()).isTrue();
  }

  @Test
  void whatPaysGoesOn() {
    shortWaits(2);
    for (int i = 0; i < 1_000; i++) {
      odds.paid();
    }
    assertThat(odds.areGood()).isTrue();
  }

  @Test
  void howeverManyWereInVainItIsTriedAgain() {
    for (int i = 0; i < 100; i++) {
      odds.wasInVain();
    }
    shortWaits(255);
    assertThat(odds.areGood()).isFalse();
    shortWaits(1);
    assertThat(odds.areGood()).isTrue();
  }

  @Test
  void whoCameTooLateAsleepTriesAtOnce() {
    odds.wasInVain();
    odds.wouldHavePaid();
    assertThat(odds.areGood()).isTrue();
  }

  @Test
  void suchATrialThatWasInVainIsNoJudgement() {
    for (int i = 0; i < 10; i++) {
      odds.wouldHavePaid();
      odds.wasInVain();
    }
    shortWaits(2);
    assertThat(odds.areGood()).isTrue();
  }

  @Test
  void whatWasLongAgoIsForgotten() {
    for (int i = 0; i < 10; i++) {
      odds.wasInVain();
    }
    for (int i = 0; i < 10_000; i++) {
      odds.waited(!SHORTLY);
    }
    shortWaits(2);
    assertThat(odds.areGood()).isTrue();
  }

  private void shortWaits(int count) {
    for (int i = 0; i < count; i++) {
      odds.waited(SHORTLY);
    }
  }
}
