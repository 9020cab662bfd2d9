package dev.weft.observe;

import static dev.weft.observe.Tables.groupOf;
import static dev.weft.observe.Tables.tableIn;
import static dev.weft.observe.Tables.tableInWhich;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Fiber;
import dev.weft.Limit;
import dev.weft.Policy;
import dev.weft.Scope;
import dev.weft.Select;
import dev.weft.Selectable;
import dev.weft.Timer;
import dev.weft.Weft;
import dev.weft.channel.Channel;
import dev.weft.channel.Pipeline;
import dev.weft.schedule.Scheduler;
import dev.weft.schedule.Schedulers;
import dev.weft.testing.Eventually;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.LinkedTransferQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What each is said to wait for in the table of fibers.
@SuppressWarnings("try") // closing may park
@Timeout(60)
class WaitRowTest {
  private static void takeQuietly(LinkedTransferQueue<Integer> queue) {
    try {
      queue.take();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void aFiberIsAskedOnceWhatItWaitsFor() throws Exception {
    Channel<Integer> empty = Channel.rendezvous();
    try (Scheduler scheduler = Schedulers.workStealing(2)) {
      Weft.with(scheduler)
          .run(
              () -> {
                try (var scope = Scope.open()) {
                  scope.fork("waiter", () -> { empty.nexting().await(); });
                  tableInWhich("waiter");
                  long turns = scheduler.stats().runs();
                  assertThat(groupOf(FiberTable.take(), "waiter").first().waits()).hasSize(1);
                  assertThat(scheduler.stats().runs()).isEqualTo(turns);
                  empty.close();
                }
              });
    }
  }

  /// What a wait of Weft's is for says it all.
  @Test
  void whereAFiberWaitsDoesNotKeepItFromItsLike() throws Exception {
    Channel<Integer> empty = Channel.rendezvous();
    try (Scheduler scheduler = Schedulers.workStealing(2)) {
      Weft.with(scheduler)
          .run(
              () -> {
                try (var scope = Scope.open()) {
                  for (int i = 0; i < 2; i++) {
                    boolean first = i == 0;
                    scope.fork("waiter " + i, () -> {
                      if (first) {
                        empty.nexting().await();
                      } else {
                        empty.nexting().await();
                      }
                    });
                  }
                  tableIn("both wait, alike", table -> groupOf(table, "waiter 0").count() == 2);
                  empty.close();
                }
              });
    }
  }

  /// It waits again before its row is made. Then nobody knows for what, but Weft's own waits are no parking on nothing.
  @Test
  void nobodyIsSaidToWaitForAnybody() throws Exception {
    try (Scheduler scheduler = Schedulers.workStealing(2)) {
      Weft.with(scheduler)
          .run(
              () -> {
                var enough = new AtomicBoolean();
                try (var scope = Scope.open()) {
                  scope.fork(
                      "napper",
                      () -> {
                        while (!enough.get()) {
                          Fiber.sleep(Duration.ofNanos(100_000));
                        }
                      });
                  var seen = new HashSet<String>();
                  for (int i = 0; i < 300; i++) {
                    groupOf(FiberTable.take(), "napper").first().waits().forEach(reason -> seen.add(reason.action()));
                  }
                  enough.set(true);
                  assertThat(seen).isSubsetOf("sleep for");
                }
              });
    }
  }

  @Test
  void clausesThatAreSwitchedOffAreNotWaitedFor() throws Exception {
    Channel<Integer> wanted = Channel.<Integer>rendezvous().named("wanted");
    Channel<Integer> unwanted = Channel.<Integer>rendezvous().named("unwanted");
    Selectable<Integer> off = unwanted.receiving().when(() -> false);
    Selectable<Integer> pause = Timer.after(Duration.ofMinutes(1)).map(_ -> 1).when(() -> false);
    try (Scheduler scheduler = Schedulers.workStealing(2)) {
      Weft.with(scheduler)
          .run(
              () -> {
                try (var scope = Scope.open()) {
                  scope.fork("some", () -> Select.any(off, wanted.receiving(), pause).await());
                  Fiber<Integer> none = scope.fork("none", () -> Select.any(off, pause).await());
                  Fiber<Integer> one = scope.fork("one", () -> off.await());
                  FiberTable table = tableInWhich("some", "none", "one");
                  assertThat(groupOf(table, "some").first().waits()).singleElement().asString().contains("channel wanted");
                  assertThat(groupOf(table, "none").first().waits()).singleElement().asString().contains("all switched off");
                  assertThat(groupOf(table, "one").first().waits()).singleElement().asString().contains("all switched off");
                  wanted.send(1);
                  none.cancel();
                  one.cancel();
                }
              });
    }
  }

  @Test
  void aFiberThatItsScopesLimitKeepsFromBeginningSaysSo() throws Exception {
    try (Scheduler scheduler = Schedulers.workStealing(2)) {
      Weft.with(scheduler)
          .run(
              () -> {
                Channel<Integer> empty = Channel.rendezvous();
                try (var scope = Scope.open(Policy.failFast(), Limit.of(1)).named("narrow")) {
                  scope.fork("first", () -> { empty.nexting().await(); });
                  scope.fork("second", () -> {});
                  Eventually.until("the first waits", () -> empty.toString().contains("1 receiving"));
                  ThreadRow second = groupOf(FiberTable.take(), "second").first();
                  assertThat(second.status()).isEqualTo(ThreadRow.Status.NEW);
                  assertThat(second.waits())
                      .singleElement()
                      .hasToString("start in scope narrow: 1 of 1 running, 1 queued, held by first");
                  empty.close();
                }
              });
    }
  }

  @Test
  void aPipelinesStageShowsNoStackOfWeftsOwn() throws Exception {
    try (Scheduler scheduler = Schedulers.workStealing(2)) {
      Weft.with(scheduler)
          .run(
              () -> {
                try (var scope = Scope.open()) {
                  Pipeline<Integer> stage = Pipeline.from(scope, List.of(1, 2));
                  assertThat(tableInWhich("source").toText())
                      .containsPattern("fiber source \\(forked at WaitRowTest.java:\\d+\\)\n      has waited .* to send to channel source.*\n(?! +at )");
                  assertThat(stage.toList()).hasSize(2);
                }
              });
    }
  }

  @Test
  void aVirtualThreadStartedByAFiberHasItsOwnWait() throws Exception {
    Channel<Integer> empty = Channel.<Integer>rendezvous().named("the parent's");
    var queue = new LinkedTransferQueue<Integer>();
    try (Scheduler scheduler = Schedulers.workStealing(2)) {
      Weft.with(scheduler)
          .run(
              () -> {
                try (var scope = Scope.open()) {
                  scope.fork(
                      "parent",
                      () -> {
                        Thread child = Thread.ofVirtual().name("child").start(() -> takeQuietly(queue));
                        empty.nexting().await();
                        queue.put(1);
                        child.join();
                      });
                  Eventually.until("the child waits", queue::hasWaitingConsumer);
                  FiberTable table = tableInWhich("parent");
                  assertThat(groupOf(table, "parent").first().waits().toString()).contains("the parent's");
                  assertThat(groupOf(table, "child").first().waits().toString()).doesNotContain("the parent's");
                  empty.close();
                }
              });
    }
  }
}
