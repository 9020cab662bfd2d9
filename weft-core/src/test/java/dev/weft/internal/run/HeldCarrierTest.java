package dev.weft.internal.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.schedule.Schedulers;
import dev.weft.testing.Eventually;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A fiber that holds its carrier for good wakes others, which run elsewhere.
@Timeout(60)
class HeldCarrierTest {
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void wakesTheSpareThatHasParked(boolean stealing) throws Exception {
    try (var engine = engine(stealing)) {
      var ran = new CompletableFuture<Boolean>();
      engine.execute(() -> ran.complete(runsElsewhere(engine) && spareParks(engine) && runsElsewhere(engine)));
      assertThat(ran.get()).isTrue();
    }
  }

  /// The held carrier is a spare, which has been recalled since; nothing else runs.
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void isWatchedWhenItIsASpareWithoutDuty(boolean stealing) throws Exception {
    try (var engine = engine(stealing)) {
      var heldFirst = new CountDownLatch(1);
      var ran = new CompletableFuture<Boolean>();
      engine.execute(
          () -> {
            engine.execute(
                () -> {
                  heldFirst.countDown();
                  Eventually.until("recalled", () -> !((Carrier) Thread.currentThread()).duty().isOn());
                  Eventually.until("idle", () -> engine.idleSet().regularCount() == 1);
                  ran.complete(runsElsewhere(engine));
                });
            await(heldFirst);
          });
      assertThat(ran.get()).isTrue();
    }
  }

  private static CarrierEngine engine(boolean stealing) {
    return (CarrierEngine) (stealing ? Schedulers.workStealing(1) : Schedulers.perCore(1));
  }

  /// Called on a carrier, which is held by that.
  private static boolean runsElsewhere(CarrierEngine engine) {
    var done = new CountDownLatch(1);
    engine.execute(done::countDown);
    return await(done);
  }

  private static boolean spareParks(CarrierEngine engine) {
    Carrier spare = engine.allCarriers()[1];
    Eventually.until("parks", () -> spare.idleWait.isWaiting() && spare.getState() == Thread.State.WAITING);
    return true;
  }

  private static boolean await(CountDownLatch latch) {
    try {
      return latch.await(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      return false;
    }
  }
}
