package dev.weft.observe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Scope;
import dev.weft.Weft;
import dev.weft.internal.run.CarrierEngine;
import dev.weft.schedule.Scheduler;
import dev.weft.schedule.Schedulers;
import dev.weft.testing.Eventually;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Who keeps a carrier to itself, by the table of fibers and by the watch.
@SuppressWarnings("try") // closing may park
@Timeout(60)
class HeldCarrierTest {
  @Test
  void aFiberThatDoesNotLetGoIsInTheTableThoughNobodyWatches() throws Exception {
    try (Scheduler scheduler = Schedulers.perCore(1)) {
      HeldCarrier held = Weft.with(scheduler).call(() -> {
        Optional<HeldCarrier> mine = Optional.empty();
        while (mine.isEmpty() && !Thread.currentThread().isInterrupted()) {
          mine = FiberTable.take().held().stream().filter(carrier -> carrier.scheduler().equals("per-core")).findFirst();
        }
        return mine.orElseThrow();
      });
      assertThat(held.duration()).isGreaterThanOrEqualTo(Duration.ofMillis(10));
      assertThat(held.stack()).anyMatch(frame -> frame.getClassName().startsWith(HeldCarrierTest.class.getName()));
      Eventually.until("nobody holds it", () -> FiberTable.take().held().stream().noneMatch(carrier -> carrier.scheduler().equals("per-core")));
    }
  }

  @Test
  void aFiberThatDoesNotLetGoIsNamed() throws Exception {
    var noticed = new CountDownLatch(1);
    var held = new AtomicReference<HeldCarrier>();
    var table = new AtomicReference<String>();
    var named = Pattern.compile("fiber crunch .* has held work-stealing-");
    try (Scheduler scheduler = Schedulers.workStealing(2)) {
      HoldWatch.install(
          scheduler,
          new RuntimeListener() {
            @Override
            public void held(HeldCarrier carrier) {
              if (carrier.fiber().equals("crunch")) {
                held.set(carrier);
                noticed.countDown();
              }
            }
          });
      Weft.with(scheduler)
          .run(
              () -> {
                try (var scope = Scope.open()) {
                  scope.fork("crunch", () -> {
                    while (noticed.getCount() > 0 || !named.matcher(String.valueOf(table.get())).find()) {
                      if (noticed.getCount() == 0) {
                        table.set(FiberTable.take().toText());
                      }
                    }
                  });
                }
              });
    }
    assertThat(held.get().duration()).isGreaterThanOrEqualTo(Duration.ofMillis(10));
    assertThat(held.get().scheduler()).isEqualTo("work-stealing");
    assertThat(held.get().forkedAt()).startsWith("HeldCarrierTest.java:");
    assertThat(table.get()).contains("held carriers").containsPattern(named);
  }

  /// Such as one that the system does not let go on between two turns.
  @Test
  void aCarrierWithoutAnybodyOnItIsHeldByNobody() throws Exception {
    var told = new LinkedBlockingQueue<HeldCarrier>();
    try (Scheduler scheduler = Schedulers.workStealing(1)) {
      HoldWatch.install(
          scheduler,
          new RuntimeListener() {
            @Override
            public void held(HeldCarrier carrier) {
              told.add(carrier);
            }
          });
      var engine = (CarrierEngine) scheduler;
      var looked = new AtomicBoolean();
      engine.execute(() -> Eventually.until("looked", looked::get));
      Eventually.until("noticed", () -> !engine.monitor().holds().isEmpty());
      String table = FiberTable.take().toText();
      looked.set(true);
      assertThat(table).contains("scheduler work-stealing").doesNotContain("unknown");
    }
    assertThat(told).isEmpty();
  }
}
