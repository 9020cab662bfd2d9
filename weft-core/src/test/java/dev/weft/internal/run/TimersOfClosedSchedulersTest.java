package dev.weft.internal.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Timer;
import dev.weft.Weft;
import dev.weft.channel.RateLimiter;
import dev.weft.schedule.Scheduler;
import dev.weft.testing.OnEveryScheduler;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// What counts on a scheduler's clock may outlive the scheduler: its timers come all the same.
class TimersOfClosedSchedulersTest {
  @OnEveryScheduler
  void setBeforeTheClose(Scheduler scheduler) throws Exception {
    CompletableFuture<Duration> future =
        Weft.with(scheduler).call(() -> Timer.after(Duration.ofMillis(50)).toFuture());
    scheduler.close();
    assertThat(future.get(10, TimeUnit.SECONDS)).isEqualTo(Duration.ofMillis(50));
  }

  @OnEveryScheduler
  void setAfterTheClose(Scheduler scheduler) throws Exception {
    RateLimiter limiter = Weft.with(scheduler).call(() -> RateLimiter.of(1, Duration.ofMillis(20)));
    scheduler.close();
    limiter.acquire();
    assertThat(limiter.acquiring().await(Duration.ofSeconds(10))).isTrue();
  }
}
