package dev.weft.internal.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Weft;
import dev.weft.schedule.Schedulers;
import dev.weft.testing.Eventually;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class MonitorTest {
  /// Perhaps no carrier ever runs again, and all that the listener waits for is on other schedulers.
  @Test
  void aListenerThatComesWhenAllIsQuietIsAskedToo() throws Exception {
    try (var engine = (CarrierEngine) Schedulers.workStealing(2)) {
      Weft.with(engine).run(() -> {});
      Eventually.until("it sleeps", () -> engine.monitor().getState() == Thread.State.WAITING);
      var asked = new CountDownLatch(1);
      engine.monitor().listen(new MonitorListener() {
        @Override
        public long onQuiet(CarrierEngine quiet) {
          asked.countDown();
          return Long.MAX_VALUE;
        }
      });
      assertThat(asked.await(10, TimeUnit.SECONDS)).isTrue();
    }
  }
}
