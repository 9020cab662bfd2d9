package dev.weft.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.list;

import dev.weft.Deadline;
import dev.weft.Fiber;
import dev.weft.FiberFailedException;
import dev.weft.Limit;
import dev.weft.Policy;
import dev.weft.Scope;
import dev.weft.Select;
import dev.weft.Selectable;
import dev.weft.Timer;
import dev.weft.Weft;
import dev.weft.channel.Channel;
import dev.weft.channel.Pipeline;
import dev.weft.internal.run.CarrierEngine;
import dev.weft.schedule.Scheduler;
import dev.weft.schedule.Schedulers;
import dev.weft.sync.Mutex;
import dev.weft.sync.OneShot;
import dev.weft.testing.Eventually;
import dev.weft.testing.OnEveryScheduler;
import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedTransferQueue;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class FiberTableTest {
  private static void takeQuietly(LinkedTransferQueue<Integer> queue) {
    try {
      queue.take();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static RowGroup groupOf(FiberTable table, String name) {
    return table.threads().stream().filter(group -> group.names().contains(name)).findFirst().orElseThrow();
  }

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
                  while (!pages.toString().contains("1000 receiving")) {
                    Fiber.yieldNow();
                  }
                  FiberTable table = FiberTable.take();
                  pages.close();
                  RowGroup readers = groupOf(table, "reader 0");
                  assertThat(readers.count()).isEqualTo(1_000);
                  assertThat(readers.first().status()).isEqualTo(ThreadRow.Status.WAITING);
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

  /// The rest of the program runs on: this one takes the table.
  @OnEveryScheduler
  void thoseWhoWaitForEachOtherInACircleAreNamed(Scheduler scheduler) throws Exception {
    Weft.with(scheduler)
        .run(
            () -> {
              Mutex current = new Mutex().named("current");
              ReentrantLock savings = new ReentrantLock();
              var both = new CountDownLatch(2);
              try (var scope = Scope.open()) {
                scope.fork(
                    "there",
                    () -> {
                      try (var _ = current.lock()) {
                        both.countDown();
                        both.await();
                        savings.lockInterruptibly();
                      }
                    });
                scope.fork(
                    "back",
                    () -> {
                      savings.lock();
                      try {
                        both.countDown();
                        both.await();
                        current.lock().close();
                      } finally {
                        savings.unlock();
                      }
                    });
                Eventually.until("there is a circle", () -> !FiberTable.take().cycles().isEmpty());
                scope.fork("behind", () -> current.lock().close());
                Eventually.until("one waits for them", () -> current.toString().contains("2 waiting"));
                FiberTable table = FiberTable.take();
                scope.cancel(new CancellationException("enough"));
                assertThat(table.cycles()).singleElement().extracting(WaitCycle::members).asInstanceOf(list(ThreadRow.class))
                    .extracting(ThreadRow::name).containsExactlyInAnyOrder("there", "back");
                assertThat(groupOf(table, "behind").count()).isEqualTo(1);
                assertThat(table.threads()).noneMatch(group -> group.names().contains("there"));
                assertThat(table.toText())
                    .contains("waits for there", "waits for back", "to lock mutex current, locked at FiberTableTest.java:", "; 2 of them above");
              }
              assertThat(FiberTable.take().cycles()).isEmpty();
            });
  }

  @Test
  void aCircleIsSeenThroughSwitchesThatAreOn() throws Exception {
    Weft.run(
        () -> {
          var second = new OneShot<Fiber<Void>>();
          try (var scope = Scope.open()) {
            Fiber<Void> first = scope.fork("there", () -> { second.await().ending().when(() -> true).await(); });
            second.complete(scope.fork("back", () -> { first.ending().when(() -> true).await(); }));
            Eventually.until("there is a circle", () -> !FiberTable.take().cycles().isEmpty());
            scope.cancel(new CancellationException("enough"));
          }
        });
  }

  @Test
  void aCircleInWhichOneHasSwitchedItsWaitOffIsNone() throws Exception {
    Weft.run(
        () -> {
          var second = new OneShot<Fiber<Void>>();
          try (var scope = Scope.open()) {
            Fiber<Void> first = scope.fork("there", () -> { second.await().ending().when(() -> false).await(); });
            second.complete(scope.fork("back", () -> { first.ending().await(); }));
            Eventually.until(
                "both wait",
                () -> {
                  FiberTable now = FiberTable.take();
                  return !now.cycles().isEmpty() || Stream.of("there", "back").noneMatch(name -> groupOf(now, name).first().waits().isEmpty());
                });
            List<WaitCycle> cycles = FiberTable.take().cycles();
            scope.cancel(new CancellationException("enough"));
            assertThat(cycles).isEmpty();
          }
        });
  }

  /// A wait with a limit ends by itself.
  @Test
  void aCircleInWhichOneHasALimitIsNone() throws Exception {
    Weft.run(
        () -> {
          Mutex current = new Mutex();
          Mutex savings = new Mutex();
          var both = new CountDownLatch(2);
          try (var scope = Scope.open(Policy.collectAll())) {
            Fiber<Void> patient = scope.fork("patient", () -> lockBoth(current, savings, both, Duration.ofHours(1)));
            scope.fork("other", () -> lockBoth(savings, current, both, Duration.ZERO));
            Eventually.until("both wait", () -> current.toString().contains("1 waiting") && savings.toString().contains("1 waiting"));
            assertThat(FiberTable.take().cycles()).isEmpty();
            patient.cancel();
          }
        });
  }

  private static void lockBoth(Mutex first, Mutex second, CountDownLatch both, Duration limit) throws Exception {
    try (var _ = first.lock()) {
      both.countDown();
      both.await();
      if (limit.isPositive()) {
        second.locking().await(limit).close();
      } else {
        second.lock().close();
      }
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
                  while (!empty.toString().contains("1 receiving")) {
                    Fiber.yieldNow();
                  }
                  assertThat(groupOf(FiberTable.take(), "waiter").first().waits()).hasSize(1);
                  long turns = scheduler.stats().runs();
                  assertThat(groupOf(FiberTable.take(), "waiter").first().waits()).hasSize(1);
                  assertThat(scheduler.stats().runs()).isEqualTo(turns);
                  empty.close();
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
                  Eventually.until("it waits", () -> empty.toString().contains("1 receiving"));
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
                  Eventually.until("both wait", () -> empty.toString().contains("2 receiving"));
                  int count = groupOf(FiberTable.take(), "waiter 0").count();
                  empty.close();
                  assertThat(count).isEqualTo(2);
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
                  Eventually.until(
                      "all wait",
                      () -> {
                        FiberTable now = FiberTable.take();
                        return Stream.of("some", "none", "one").noneMatch(name -> groupOf(now, name).first().waits().isEmpty());
                      });
                  FiberTable table = FiberTable.take();
                  assertThat(groupOf(table, "some").first().waits()).singleElement().asString().contains("channel wanted");
                  assertThat(groupOf(table, "some").first().status()).isEqualTo(ThreadRow.Status.WAITING);
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
                  Eventually.until(
                      "the source waits", () -> !groupOf(FiberTable.take(), "source").first().waits().isEmpty());
                  assertThat(FiberTable.take().toText())
                      .containsPattern("fiber source \\(forked at FiberTableTest.java:\\d+\\)\n      has waited .* to send to channel source.*\n(?! +at )");
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
                  while (!empty.toString().contains("1 receiving") || !queue.hasWaitingConsumer()) {
                    Fiber.yieldNow();
                  }
                  FiberTable table = FiberTable.take();
                  assertThat(groupOf(table, "parent").first().waits().toString()).contains("the parent's");
                  assertThat(groupOf(table, "child").first().waits().toString()).doesNotContain("the parent's");
                  empty.close();
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
      assertThat(held.stack()).anyMatch(frame -> frame.getClassName().startsWith(FiberTableTest.class.getName()));
      Eventually.until("nobody holds it", () -> FiberTable.take().held().stream().noneMatch(carrier -> carrier.scheduler().equals("per-core")));
    }
  }

  /// Whoever waits for what a failed fiber would have done hides the failure.
  @Test
  void failuresThatAreKeptAreTold() throws Exception {
    try (Scheduler scheduler = Schedulers.workStealing(1)) {
      Weft.with(scheduler).run(() -> {
        try (var scope = Scope.open(Policy.collectAll()).named("workers")) {
          for (int i = 0; i < 7; i++) {
            scope.fork("w" + i, FiberTableTest::fail).ending().await();
          }
          FiberTable table = FiberTable.take();
          assertThat(table.failed()).singleElement().satisfies(failed -> assertThat(failed.failures()).isEqualTo(7));
          assertThat(table.toText()).contains("scope workers: w0, w1, w2, w3, w4 and 2 others have failed, the first by java.io.IOException: disk full, at ",
              "FiberTableTest.fail(");
        } catch (FiberFailedException e) {
          assertThat(FiberTable.take().failed()).as("told").isEmpty();
        }
      });
    }
  }

  private static void fail() throws IOException {
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
  void aFiberThatDoesNotLetGoIsNamed() throws Exception {
    var noticed = new CountDownLatch(1);
    var held = new java.util.concurrent.atomic.AtomicReference<HeldCarrier>();
    var table = new java.util.concurrent.atomic.AtomicReference<String>();
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
    assertThat(held.get().forkedAt()).startsWith("FiberTableTest.java:");
    assertThat(table.get()).contains("held carriers").containsPattern(named);
  }

  /// Such as one that the system does not let go on between two turns.
  @Test
  void aCarrierWithoutAnybodyOnItIsHeldByNobody() throws Exception {
    var told = new java.util.concurrent.LinkedBlockingQueue<HeldCarrier>();
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
    try (Scheduler scheduler = name.equals("kernel") ? Schedulers.kernel() : Schedulers.jdk()) {
      Weft.with(scheduler)
          .run(
              () -> {
                try (Scope scope = Scope.open()) {
                  scope.fork("echo", () -> { for (int ball : there) back.send(ball); });
                  HangDump.install(Duration.ofMillis(400), tables::add);
                  long begin = System.nanoTime();
                  while (System.nanoTime() - begin < TimeUnit.SECONDS.toNanos(2)) {
                    there.send(1);
                    back.receive();
                  }
                  there.close();
                }
              });
    }
    assertThat(tables).isEmpty();
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
                  Fiber.yieldNow();
                  String table = FiberTable.take().toText();
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
