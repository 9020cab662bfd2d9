package dev.weft.internal.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Weft;
import dev.weft.schedule.Scheduler;
import dev.weft.schedule.Schedulers;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Something goes wrong that is no fiber's fault, such as a lack of memory, on a thread that all fibers need.
@Timeout(60)
class CarrierFailureTest {
  @Test
  void theCarrierGoesOn() throws Exception {
    try (Scheduler scheduler = Schedulers.workStealing(1)) {
      var engine = (CarrierEngine) scheduler;
      var failing = new TimerLatch(new OutOfMemoryError("thrown by a test: no room"));
      engine.schedule(failing, engine.clock().nanoTime());
      assertThat(failing.hasFired()).as("fired").isTrue();
      assertThat(Weft.with(scheduler).call(() -> Thread.currentThread().isVirtual())).isTrue();
      assertThat(engine.regularCarriers()[0].isAlive()).isTrue();
    }
  }

  @Test
  void aCarrierThatFailsWhileItBeginsToWaitIsAmongTheIdleOnesOnce() throws Exception {
    var clock = new FailingClock();
    try (var engine = new CarrierEngine("failing", 1, Placement.STEALING, clock)) {
      Weft.with(engine).run(clock::failOnce);
      assertThat(clock.askedAgain.await(10, TimeUnit.SECONDS)).as("waits again").isTrue();
      assertThat(engine.idleSet().count()).as("of one carrier").isLessThanOrEqualTo(1);
    }
  }

  /// Carriers ask for the time only when they have nothing to do, as long as there are no timers.
  private static final class FailingClock implements Clock {
    private final CountDownLatch askedAgain = new CountDownLatch(1);
    private volatile boolean failing;
    private volatile boolean failed;

    void failOnce() {
      failing = true;
    }

    @Override
    public long nanoTime() {
      if (Thread.currentThread() instanceof Carrier) {
        if (failed) {
          askedAgain.countDown();
        } else if (failing) {
          failed = true;
          throw new OutOfMemoryError("thrown by a test: no room");
        }
      }
      return SYSTEM.nanoTime();
    }

    @Override
    public boolean advanceTo(long deadline) {
      return false;
    }
  }

  /// Without memory, code that runs for the first time fails in the way in which it is linked.
  @Test
  void theMonitorGoesOn() throws Exception {
    try (Scheduler scheduler = Schedulers.workStealing(1)) {
      var engine = (CarrierEngine) scheduler;
      var looks = new CountDownLatch(2);
      engine
          .monitor()
          .listen(
              new MonitorListener() {
                @Override
                public long onQuiet(CarrierEngine quiet) {
                  looks.countDown();
                  throw new BootstrapMethodError("thrown by a test: no room");
                }
              });
      Weft.with(scheduler).run(() -> {});
      assertThat(looks.await(10, TimeUnit.SECONDS)).as("looked again").isTrue();
      assertThat(engine.monitor().isAlive()).isTrue();
    }
  }

  @Test
  void theMonitorGoesOnAfterAListener() throws Exception {
    try (Scheduler scheduler = Schedulers.workStealing(1)) {
      var engine = (CarrierEngine) scheduler;
      var looks = new CountDownLatch(2);
      engine.monitor().listen(
          new MonitorListener() {
            @Override
            public void onHeld(CarrierEngine of, Monitor.Hold hold, boolean first) {
              looks.countDown();
              throw new IllegalStateException("thrown by a test: a listener");
            }
          });
      var seen = Weft.with(scheduler).call(() -> {
        long start = System.nanoTime();
        while (looks.getCount() > 0 && System.nanoTime() - start < TimeUnit.SECONDS.toNanos(10)) {
          Thread.onSpinWait();
        }
        return looks.getCount() == 0;
      });
      assertThat(seen).as("looked again").isTrue();
    }
  }

  @Test
  void theThreadOfTimersGoesOn() throws Exception {
    try (Scheduler scheduler = Schedulers.kernel()) {
      var engine = (ThreadEngine) scheduler;
      engine.schedule(new TimerLatch(new AssertionError("thrown by a test: a timer")), engine.clock().nanoTime());
      var next = new TimerLatch();
      engine.schedule(next, engine.clock().nanoTime() + 1);
      assertThat(next.hasFired()).as("fired").isTrue();
    }
  }
}
