package dev.weft.check.engine.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ReplayTest {
  private static final String PROGRAM = "w0 r1 w0 w1 | r0 w1 w0 | w1 w0 r0 w0 r1";

  @Test
  void goesTheSameWayAsWhatWasRecorded() {
    Toy toy = new Toy(PROGRAM);
    for (int seed = 0; seed < 500; seed++) {
      Toy.Run recorded = toy.run(new RandomWalk(), seed);
      Replay replay = new Replay(recorded.schedule());
      Toy.Run again = toy.run(replay, 0);
      assertThat(again).hasToString(recorded.toString());
      assertThat(again.schedule()).isEqualTo(recorded.schedule());
      assertThat(replay.diverged()).isFalse();
    }
  }

  /// The shrinker takes segments out: what is left must still lead to an end, and say that it was not followed exactly.
  @Test
  void aScheduleThatDoesNotFitIsFollowedAsFarAsItGoes() {
    Toy toy = new Toy(PROGRAM);
    Toy.Run recorded = toy.run(new RandomWalk(), 3);
    for (int gone = 0; gone < recorded.schedule().length(); gone++) {
      Toy.Run again = toy.run(new Replay(recorded.schedule().without(gone)), 0);
      assertThat(again.order()).hasSameSizeAs(recorded.order());
    }
    Replay other = new Replay(new Schedule(new int[] {7, 1, 9, Schedule.BLOCKS}, new int[0], 0, 0, 0));
    assertThat(toy.run(other, 0).order()).hasSameSizeAs(recorded.order());
    assertThat(other.diverged()).isTrue();
  }

  @Test
  void makesTheRecordedPicksAndThenTheFirst() {
    Replay replay = new Replay(new Schedule(new int[0], new int[] {2, 5, 1}, 0, 0, 0));
    replay.begin(0);
    assertThat(replay.pick(3)).isEqualTo(2);
    assertThat(replay.pick(3)).isEqualTo(2);
    assertThat(replay.pick(3)).isEqualTo(1);
    assertThat(replay.pick(3)).isZero();
  }
}
