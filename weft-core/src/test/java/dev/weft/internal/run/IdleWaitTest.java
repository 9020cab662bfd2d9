package dev.weft.internal.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What a carrier learns from its waits, and what whoever had it woken is told.
class IdleWaitTest {
  private static final long NOT_AT_ALL = 0;

  private final IdleWait wait = new IdleWait(Thread.currentThread(), this, new SpinLimit(1, 2));
  private final Pace offered = new Pace();

  @BeforeEach
  void makeTheOffererSlow() {
    offered.judge(1_000_000, 1);
    offered.judge(2_000_000, 2);
    assertThat(offered.isSlow()).isTrue();
  }

  @Test
  void whoCameTooLateOnceSpinsNextTime() {
    assertThat(wait.isPromising()).isFalse();
    wait.end(offered);
    wait.foundNothing();
    assertThat(wait.isPromising()).isTrue();
    assertThat(offered.isSlow()).isTrue();
  }

  @Test
  void whoComesTooLateTwiceInARowDeclines() {
    comeInVain();
    assertThat(offered.isSlow()).isTrue();
    comeInVain();
    assertThat(offered.isSlow()).isFalse();
  }

  @Test
  void whoFindsWorkForgetsTheOffer() {
    comeInVain();
    wait.end(offered);
    wait.foundWork();
    wait.foundNothing();
    comeInVain();
    assertThat(offered.isSlow()).isTrue();
  }

  @Test
  void whatEndsForAnythingElseDeclinesNothing() {
    comeInVain();
    wait.end(null);
    wait.foundNothing();
    assertThat(offered.isSlow()).isTrue();
  }

  @Test
  void shortWaitsWithoutASpinArePromising() {
    wait.begin();
    for (int i = 0; i < 10_000 && !wait.isPromising(); i++) { // one that is preempted is not short
      wait.await(NOT_AT_ALL, false);
    }
    assertThat(wait.isPromising()).isTrue();
    assertThat(wait.isAsleep()).isFalse();
    assertThat(wait.isWaiting()).isTrue();
  }

  @Test
  void aSpinInVainIsNotPromising() {
    wait.end(offered);
    wait.foundNothing();
    wait.begin();
    wait.await(NOT_AT_ALL, true);
    assertThat(wait.isPromising()).isFalse();
  }

  private void comeInVain() {
    wait.end(offered);
    wait.foundNothing();
  }
}
