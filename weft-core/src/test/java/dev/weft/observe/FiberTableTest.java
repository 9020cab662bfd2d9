package dev.weft.observe;

import static dev.weft.observe.Tables.groupOf;
import static dev.weft.observe.Tables.tableIn;
import static dev.weft.observe.Tables.tableInWhich;
import static dev.weft.observe.Tables.waits;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.weft.Deadline;
import dev.weft.Fiber;
import dev.weft.FiberFailedException;
import dev.weft.Policy;
import dev.weft.Scope;
import dev.weft.Weft;
import dev.weft.channel.Channel;
import dev.weft.schedule.Scheduler;
import dev.weft.schedule.Schedulers;
import dev.weft.sync.OneShot;
import dev.weft.testing.Eventually;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class FiberTableTest {
  @Test
  void fibersThatDoTheSameShareAnEntry() throws Exception {
    Channel<Integer> pages = Channel.<Integer>rendezvous().named("pages");
    try (Scheduler scheduler = Schedulers.workStealing(2)) {
      Weft.with(scheduler)
          .run(
              () -> {
                try (var scope = Scope.open()) {
                  for (int i = 0; i < 1_000; i++) {
                    scope.fork("reader " + i, () -> { pages.nexting().await(); });
                  }
                  FiberTable table = tableIn("all wait, alike", now -> groupOf(now, "reader 0").count() == 1_000 && waits(now, "reader 0"));
                  pages.close();
                  RowGroup readers = groupOf(table, "reader 0");
                  assertThat(readers.first().forkedAt()).startsWith("FiberTableTest.java:");
                  assertThat(readers.first().waits()).hasSize(1);
                  assertThat(readers.first().since()).isPresent();
                  assertThat(groupOf(table, "main").first().status()).isEqualTo(ThreadRow.Status.RUNNING);
                  assertThat(table.toText())
                      .contains("1000 fibers (forked at FiberTableTest.java:")
                      .contains("reader 0, reader 1, reader 2 and 997 like them")
                      .contains("receive from channel pages: rendezvous, 1000 receiving")
                      .containsPattern("work-stealing-carrier-0 +\\d+");
                }
              });
    }
  }

  /// To ask a fiber takes a moment, in which an interrupt must not be lost.
  @Test
  void whoeverTakesATableKeepsHisInterrupt() throws Exception {
    Channel<Integer> empty = Channel.rendezvous();
    try (Scheduler scheduler = Schedulers.workStealing(2)) {
      Weft.with(scheduler)
          .run(
              () -> {
                try (var scope = Scope.open()) {
                  scope.fork("waiter", () -> { empty.nexting().await(); });
                  tableInWhich("waiter");
                  Thread taker =
                      Thread.ofPlatform()
                          .unstarted(
                              () -> {
                                Thread.currentThread().interrupt();
                                int waits = groupOf(FiberTable.take(), "waiter").first().waits().size();
                                if (waits == 1 && Thread.interrupted()) {
                                  empty.close();
                                }
                              });
                  taker.start();
                  taker.join();
                  boolean kept = empty.toString().contains("closed");
                  empty.close();
                  assertThat(kept).isTrue();
                }
              });
    }
  }

  @Test
  void watchersWithoutAnybodyToTellAreRefused() {
    assertThatThrownBy(() -> DeadlockWatch.install(null, new RuntimeListener() {})).isInstanceOf(NullPointerException.class);
    assertThatThrownBy(() -> HoldWatch.install(Schedulers.standard(), null)).isInstanceOf(NullPointerException.class);
    assertThatThrownBy(() -> CancellationWatch.install(null)).isInstanceOf(NullPointerException.class);
    assertThatThrownBy(() -> HangDump.install(Duration.ofSeconds(1), null)).isInstanceOf(NullPointerException.class);
  }

  @Test
  void aClosedSchedulerIsNotInTheTable() {
    int many = 7; // more than another test's, with its spares
    Scheduler scheduler = Schedulers.workStealing(many);
    assertThat(FiberTable.take().schedulers()).anyMatch(stats -> stats.carriers().size() == many);
    scheduler.close();
    assertThat(FiberTable.take().schedulers()).noneMatch(stats -> stats.carriers().size() == many);
  }

  @Test
  void otherVirtualThreadsAreThereToo() throws Exception {
    var queue = new SynchronousQueue<Integer>();
    Thread thread = Thread.ofVirtual().name("stranger").start(() -> {
      try {
        queue.take();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    });
    while (thread.getState() != Thread.State.WAITING) {
      Thread.onSpinWait();
    }
    RowGroup stranger = groupOf(FiberTable.take(), "stranger");
    thread.interrupt();
    assertThat(stranger.first().kind()).isEqualTo(ThreadRow.Kind.VIRTUAL_THREAD);
    assertThat(stranger.first().stack()).anyMatch(frame -> frame.getMethodName().equals("take"));
    thread.join();
  }

  /// The virtual machine must survive the looks at threads that are being switched.
  @Test
  void tablesOfABusyProgramHarmNobody() throws Exception {
    var stop = new AtomicBoolean();
    try (Scheduler scheduler = Schedulers.workStealing(2)) {
      var taken = new CountDownLatch(1);
      Thread looker =
          Thread.ofPlatform()
              .start(
                  () -> {
                    long start = System.nanoTime();
                    do {
                      assertThat(FiberTable.take().toText()).isNotEmpty();
                    } while (System.nanoTime() - start < TimeUnit.SECONDS.toNanos(2));
                    taken.countDown();
                  });
      Weft.with(scheduler)
          .run(
              () -> {
                Channel<Integer> there = Channel.rendezvous();
                Channel<Integer> back = Channel.buffered(4);
                try (var scope = Scope.open()) {
                  scope.fork("pitcher", () -> {
                    while (!stop.get()) {
                      there.send(1);
                      back.receive();
                    }
                    there.close();
                  });
                  scope.fork("catcher", () -> there.forEach(value -> {
                    try {
                      back.send(value);
                    } catch (InterruptedException e) {
                      Thread.currentThread().interrupt();
                    }
                  }));
                  for (int i = 0; i < 50; i++) {
                    scope.fork(() -> {
                      while (!stop.get()) {
                        Fiber.yieldNow();
                      }
                    });
                    Thread.ofVirtual().start(() -> {
                      while (!stop.get()) {
                        synchronized (stop) {
                          Thread.yield();
                        }
                      }
                    });
                  }
                  scope.fork("stopper", () -> {
                    try {
                      assertThat(taken.await(50, TimeUnit.SECONDS)).isTrue();
                    } finally {
                      stop.set(true);
                    }
                  });
                }
              });
      looker.join();
    }
  }

  /// Whoever waits for what a failed fiber would have done hides the failure.
  @Test
  void failuresThatAreKeptAreTold() throws Exception {
    try (Scheduler scheduler = Schedulers.workStealing(1)) {
      Weft.with(scheduler).run(() -> {
        try (var scope = Scope.open(Policy.collectAll()).named("workers")) {
          for (int i = 0; i < 7; i++) {
            scope.fork("w" + i, FiberTableTest::write).ending().await();
          }
          Eventually.until("all have ended", () -> scope.toString().contains(": 0 fibers"));
          FiberTable table = FiberTable.take();
          assertThat(table.failed()).filteredOn(of -> of.scope().contains("workers")).singleElement().satisfies(of -> assertThat(of.failures()).isEqualTo(7));
          assertThat(table.toText()).contains("scope workers: w0, w1, w2, w3, w4 and 2 others have failed, the first by java.io.IOException: disk full, at ",
              "FiberTableTest.write(");
        } catch (FiberFailedException e) {
          assertThat(FiberTable.take().failed()).as("told").noneMatch(of -> of.scope().contains("workers"));
        }
      });
    }
  }

  private static void write() throws IOException {
    throw new IOException("disk full");
  }

  @Test
  void whoCalledIsShownAlsoThroughDeadlinesAndShields() throws Exception {
    var reply = new OneShot<String>().named("reply");
    try (Scheduler scheduler = Schedulers.workStealing(1)) {
      Thread asking = Thread.ofPlatform().start(() -> orderThroughMany(scheduler, reply));
      Eventually.until("waits", () -> reply.toString().endsWith(", 1 waiting"));
      String table = FiberTable.take().toText();
      reply.complete("here");
      asking.join();
      assertThat(table).contains("OneShot.await", "FiberTableTest.ask(", "FiberTableTest.order(");
      assertThat(table).doesNotContain("jdk.internal", "FiberState", "Region");
    }
  }

  private static void orderThroughMany(Scheduler scheduler, OneShot<String> reply) {
    try {
      Weft.with(scheduler).run(() -> order(reply));
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void order(OneShot<String> reply) throws Exception {
    Deadline.in(Duration.ofDays(2)).run(() -> Fiber.uncancellable(() -> Deadline.in(Duration.ofDays(1)).run(() -> ask(reply))));
  }

  private static void ask(OneShot<String> reply) throws Exception {
    reply.await();
  }

  @Test
  void aTableIsTakenOnceWhenNothingHappens() throws Exception {
    var tables = new java.util.concurrent.LinkedBlockingQueue<FiberTable>();
    assertThatThrownBy(() -> HangDump.install(Duration.ZERO, tables::add)).isInstanceOf(IllegalArgumentException.class);
    Channel<Integer> silent = Channel.<Integer>rendezvous().named("silent");
    try (Scheduler scheduler = Schedulers.workStealing(2)) {
      Thread program =
          Thread.ofPlatform().start(() -> {
            try {
              Weft.with(scheduler).run(() -> { silent.nexting().await(); });
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
            }
          });
      try {
        Eventually.until("waits", () -> silent.toString().contains("1 receiving"));
        HangDump.install(Duration.ofMillis(200), tables::add);
        assertThat(tables.poll(30, TimeUnit.SECONDS)).isNotNull();
        assertThat(tables.poll(600, TimeUnit.MILLISECONDS)).as("a second table of the same hang").isNull();
      } finally {
        silent.close();
        program.join();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"kernel", "jdk"})
  void whoeverTalksOnASchedulerWithoutTurnsIsNoHang(String name) throws Exception {
    var tables = new java.util.concurrent.LinkedBlockingQueue<FiberTable>();
    Channel<Integer> there = Channel.rendezvous();
    Channel<Integer> back = Channel.rendezvous();
    var longestRound = new AtomicLong();
    var meanwhile = new ArrayList<FiberTable>();
    try (Scheduler scheduler = name.equals("kernel") ? Schedulers.kernel() : Schedulers.jdk()) {
      Weft.with(scheduler)
          .run(
              () -> {
                try (Scope scope = Scope.open()) {
                  scope.fork("echo", () -> { for (int ball : there) back.send(ball); });
                  HangDump.install(Duration.ofMillis(400), tables::add);
                  long begin = System.nanoTime();
                  long before = begin;
                  while (before - begin < TimeUnit.SECONDS.toNanos(2)) {
                    there.send(1);
                    back.receive();
                    long now = System.nanoTime();
                    longestRound.accumulateAndGet(now - before, Math::max);
                    before = now;
                  }
                  meanwhile.addAll(tables);
                  there.close();
                }
              });
    }
    assumeThat(Duration.ofNanos(longestRound.get())).as("nobody got a processor for so long").isLessThan(Duration.ofMillis(200));
    assertThat(meanwhile).isEmpty();
  }

  /// Whoever chooses a name, such as that of a request, writes neither lines of the table nor on the terminal.
  @Test
  void aNameStaysOnItsLineWhateverIsInIt() throws Exception {
    Channel<Integer> wanted = Channel.<Integer>rendezvous().named("pages\n\u001b[2J");
    var ended = new CountDownLatch(1);
    try (Scheduler scheduler = Schedulers.workStealing(1)) {
      Weft.with(scheduler)
          .run(
              () -> {
                try (var scope = Scope.open().named("crawl\rit")) {
                  Fiber<Integer> fetch = scope.fork("fetch\n  fiber boss\u001b[31m", () -> wanted.receive());
                  Thread stranger = Thread.ofVirtual().name("str\u0007anger").start(() -> awaitQuietly(ended));
                  String table = tableInWhich(fetch.name()).toText();
                  assertThat(table)
                      .contains("fiber fetch\\n  fiber boss\\u001b[31m (forked at FiberTableTest.java:")
                      .contains("to receive from channel pages\\n\\u001b[2J: rendezvous")
                      .contains("virtual thread str\\u0007anger\n")
                      .doesNotContainPattern("[\\p{Cntrl}&&[^\n]]");
                  assertThat(fetch.name()).isEqualTo("fetch\n  fiber boss\u001b[31m");
                  assertThat(fetch).asString().startsWith("fiber fetch\\n  fiber boss\\u001b[31m (");
                  assertThat(scope).asString().startsWith("scope crawl\\rit (");
                  ended.countDown();
                  wanted.send(1);
                  stranger.join();
                }
              });
    }
  }

  @Test
  void aVirtualThreadWithoutANameIsCalledByItsNumber() throws Exception {
    var ended = new CountDownLatch(1);
    Thread stranger = Thread.startVirtualThread(() -> awaitQuietly(ended));
    try {
      assertThat(FiberTable.take().toText())
          .contains("virtual thread #" + stranger.threadId() + "\n")
          .doesNotContain("thread thread");
    } finally {
      ended.countDown();
      stranger.join();
    }
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void aFiberThatRunsOnAKernelThreadIsNotPassedOver() throws Exception {
    var stop = new AtomicBoolean();
    var begun = new CountDownLatch(1);
    try (Scheduler scheduler = Schedulers.kernel()) {
      Weft.with(scheduler)
          .run(
              () -> {
                try (Scope scope = Scope.open()) {
                  scope.fork(
                      "cruncher",
                      () -> {
                        begun.countDown();
                        while (!stop.get()) {
                          Thread.onSpinWait();
                        }
                      });
                  begun.await();
                  try {
                    assertThat(FiberTable.take().toText()).contains("fiber cruncher").doesNotContain("nothing runs");
                  } finally {
                    stop.set(true);
                  }
                }
              });
    }
  }
}
