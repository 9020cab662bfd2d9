package dev.weft.internal.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Weft;
import dev.weft.schedule.Scheduler;
import dev.weft.schedule.Schedulers;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// A carrier, or its monitor, on which something goes wrong that is no fiber's fault, such as a lack of memory.
@Timeout(60)
class CarrierFailureTest {
  @Test
  void theCarrierGoesOn() throws Exception {
    try (Scheduler scheduler = Schedulers.workStealing(1)) {
      var engine = (CarrierEngine) scheduler;
      var fired = new CountDownLatch(1);
      engine.schedule(
          new TimerEntry() {
            @Override
            protected void fire() {
              fired.countDown();
              throw new OutOfMemoryError("thrown by a test: no room");
            }
          },
          engine.clock().nanoTime());
      assertThat(fired.await(10, TimeUnit.SECONDS)).as("fired").isTrue();
      assertThat(Weft.with(scheduler).call(() -> Thread.currentThread().isVirtual())).isTrue();
      assertThat(engine.regularCarriers()[0].isAlive()).isTrue();
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
}
