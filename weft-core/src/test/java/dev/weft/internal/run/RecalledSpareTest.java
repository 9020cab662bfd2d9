package dev.weft.internal.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.schedule.Scheduler;
import dev.weft.schedule.Schedulers;
import dev.weft.testing.Eventually;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A spare that is recalled at an awkward moment.
@Timeout(60)
class RecalledSpareTest {
  /// Enough for the monitor to fall asleep, if it does.
  private static final long SOME_LOOKS = TimeUnit.MILLISECONDS.toNanos(100);

  private static final long FOR_EVER = TimeUnit.SECONDS.toNanos(20);

  /// A timer wakes a virtual thread, and before the spare that fired it looks into its queue, it is recalled and the scheduler closes.
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void leavesNothingInItsQueue(boolean stealing) throws Exception {
    var engine = new CarrierEngine("standing", 1, stealing ? Placement.STEALING : Placement.HOME, new StandingClock()); // else the monitor may be first
    var held = new CountDownLatch(1);
    var ran = new CountDownLatch(1);
    var firedBy = new AtomicReference<Carrier>();
    engine.execute(() -> awaitUninterruptibly(held));
    Eventually.until("held", () -> engine.regularCarriers()[0].busy());
    Carrier spare = Objects.requireNonNull(engine.spares().take());
    Duty duty = spare.duty();
    Eventually.until("rests", duty::isFree);
    Thread closer = new Thread(engine::close);
    engine.schedule(
        new TimerEntry() {
          @Override
          protected void fire() {
            firedBy.set(Carrier.current());
            engine.execute(ran::countDown);
            duty.recall();
            closer.start();
            while (!engine.closed()) {
              Thread.onSpinWait();
            }
          }
        },
        engine.clock().nanoTime());
    duty.serve(engine.regularCarriers()[0]);
    Eventually.until("closed", engine::closed);
    held.countDown();
    closer.join();
    assertThat(firedBy).hasValue(spare);
    assertThat(ran.await(10, TimeUnit.SECONDS)).as("ran").isTrue();
  }

  /// It is recalled in the middle of a long turn, and all others are idle: what that turn forks and waits for runs all the same.
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void isLookedAfterUntilItsLastTurnEnds(boolean stealing) throws Exception {
    try (Scheduler scheduler = stealing ? Schedulers.workStealing(1) : Schedulers.perCore(1)) {
      var engine = (CarrierEngine) scheduler;
      var onSpare = new CountDownLatch(1);
      var forked = new CountDownLatch(1);
      engine.execute(() -> awaitUninterruptibly(onSpare));
      engine.execute(
          () -> {
            onSpare.countDown();
            spinUntil(() -> engine.idleSet().regularCount() == 1 && engine.monitor().getState() == Thread.State.WAITING, SOME_LOOKS);
            Carrier.current().pushNext(forked::countDown);
            spinUntil(() -> forked.getCount() == 0, FOR_EVER);
          });
      assertThat(forked.await(10, TimeUnit.SECONDS)).as("what the spare was given in its last turn has run").isTrue();
    }
  }

  /// One that is looked at by another spare of the same carrier gets somebody else to stand in for before that one takes from its queue.
  @Test
  void keepsWhatStaysOnAnotherCarrier() throws Exception {
    try (var engine = (CarrierEngine) Schedulers.perCore(2)) {
      Carrier held = engine.regularCarriers()[0];
      Carrier home = engine.regularCarriers()[1];
      var end = new CountDownLatch(1);
      engine.dispatch().deliver(held, () -> awaitUninterruptibly(end));
      Eventually.until("held", held::busy);
      Carrier recalled = spareThatServed(engine, held);
      var ranOn = new CompletableFuture<Carrier>();
      Runnable task = thatStaysOn(engine, home, ranOn);
      recalled.local.push(task);
      spare(engine).duty().serve(held);
      assertThat(ranOn.get(10, TimeUnit.SECONDS)).isSameAs(home);
      end.countDown();
    }
  }

  private static Carrier spareThatServed(CarrierEngine engine, Carrier held) {
    Carrier spare = spare(engine);
    spare.duty().serve(held);
    spare.duty().recall();
    Eventually.until("rests", spare.duty()::isFree);
    return spare;
  }

  private static Carrier spare(CarrierEngine engine) {
    Carrier spare;
    synchronized (engine.spares()) {
      spare = engine.addSpare();
    }
    Eventually.until("rests", spare.duty()::isFree);
    return spare;
  }

  private static Runnable thatStaysOn(CarrierEngine engine, Carrier home, CompletableFuture<Carrier> ranOn) {
    while (true) {
      Runnable task = () -> ranOn.complete(Carrier.current().acting());
      if (engine.homeOf(task) == home) {
        return task;
      }
    }
  }

  private static void spinUntil(BooleanSupplier condition, long atMost) {
    long start = System.nanoTime();
    while (!condition.getAsBoolean() && System.nanoTime() - start < atMost) {
      Thread.onSpinWait();
    }
  }

  private static void awaitUninterruptibly(CountDownLatch latch) {
    boolean done = false;
    while (!done) {
      try {
        latch.await();
        done = true;
      } catch (InterruptedException e) {
        // goes on waiting
      }
    }
  }
}
