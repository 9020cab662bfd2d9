package dev.weft.internal.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.testing.Eventually;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// A process that is stopped in the middle of a turn, and goes on much later.
@Timeout(60)
class StandstillTest {
  private static final long STOP_NANOS = TimeUnit.HOURS.toNanos(1);

  private final AtomicLong stopped = new AtomicLong();

  private final Clock clock =
      new Clock() {
        @Override
        public long nanoTime() {
          return SYSTEM.nanoTime() + stopped.get();
        }

        @Override
        public boolean advanceTo(long deadline) {
          return false;
        }
      };

  @Test
  void doesNotCountAsPartOfTheTurn() {
    var reports = new AtomicLong();
    var longest = new AtomicLong();
    var done = new AtomicBoolean();
    try (var engine = new CarrierEngine("stopped", 1, Placement.STEALING, clock)) {
      engine
          .monitor()
          .listen(
              new MonitorListener() {
                @Override
                public void onHeld(CarrierEngine by, Monitor.Hold hold, boolean first) {
                  longest.accumulateAndGet(hold.nanos(), Math::max);
                  reports.incrementAndGet();
                }
              });
      engine.execute(
          () -> {
            while (!done.get()) {
              Thread.onSpinWait();
            }
          });
      Eventually.until("held", () -> reports.get() > 0);
      stopped.set(STOP_NANOS);
      long before = reports.get();
      Eventually.until("looked at again", () -> reports.get() > before + 1);
      done.set(true);
      assertThat(longest.get()).as("reported").isPositive().isLessThan(STOP_NANOS);
      assertThat(engine.stats().carriers().getFirst().longestTurn().toNanos()).as("in the statistics").isLessThan(STOP_NANOS);
    }
  }

  /// Whoever is called held has had the carrier for so long, also where the monitor itself comes so late each time that hardly anything counts.
  @Test
  void whoIsHeldHasBeenForLongEnough() {
    var looks = new AtomicLong();
    Clock late =
        new Clock() {
          @Override
          public long nanoTime() {
            return STOP_NANOS * (Thread.currentThread() instanceof Monitor ? looks.incrementAndGet() : looks.get());
          }

          @Override
          public boolean advanceTo(long deadline) {
            return false;
          }
        };
    var first = new AtomicLong();
    try (var engine = new CarrierEngine("stopped", 1, Placement.STEALING, late)) {
      engine
          .monitor()
          .listen(
              new MonitorListener() {
                @Override
                public void onHeld(CarrierEngine by, Monitor.Hold hold, boolean isFirst) {
                  first.compareAndSet(0, hold.nanos());
                }
              });
      engine.execute(() -> Eventually.until("held", () -> first.get() != 0));
      Eventually.until("held", () -> first.get() != 0);
    }
    assertThat(first.get()).isBetween(TimeUnit.MILLISECONDS.toNanos(10), STOP_NANOS - 1);
  }
}
