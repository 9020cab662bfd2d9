package dev.weft.stress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Fiber;
import dev.weft.Scope;
import dev.weft.Select;
import dev.weft.channel.Channel;
import dev.weft.schedule.Scheduler;
import dev.weft.sync.Condition;
import dev.weft.sync.Held;
import dev.weft.sync.Mutex;
import dev.weft.sync.Permit;
import dev.weft.sync.Semaphore;
import dev.weft.sync.WaitGroup;
import dev.weft.testing.OnEveryScheduler;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/// Locks, permits, conditions and wait groups under those who are cancelled and run out of time: no two are where one may be, and in
/// the end everything is free and nobody is queued.
class LockStressTest {
  private static final int TURNS = 60;

  @OnEveryScheduler
  void oneHoldsAMutex(Scheduler scheduler) throws Exception {
    Rounds.on(scheduler, LockStressTest::mutex);
  }

  @OnEveryScheduler
  void noPermitIsLostOrMade(Scheduler scheduler) throws Exception {
    Rounds.on(scheduler, LockStressTest::semaphore);
  }

  @OnEveryScheduler
  void nothingIsLostInABufferOfConditions(Scheduler scheduler) throws Exception {
    Rounds.on(scheduler, LockStressTest::conditions);
  }

  @OnEveryScheduler
  void aWaitGroupIsEmptyWhenItSaysSo(Scheduler scheduler) throws Exception {
    Rounds.on(scheduler, LockStressTest::waitGroup);
  }

  /// What some fibers do, each with random numbers of its own.
  private interface Part {
    void run(Random random) throws Exception;
  }

  private static void several(Random random, Part part) throws Exception {
    try (var scope = Scope.open()) {
      List<Fiber<Void>> all = new ArrayList<>();
      for (int i = 1 + random.nextInt(8); i >= 0; i--) {
        var own = new Random(random.nextLong());
        all.add(scope.fork(() -> part.run(own)));
      }
      if (Chance.oneIn(2, random)) {
        Chance.cancelSome(all, random);
      }
    }
  }

  private static void mutex(Random random) throws Exception {
    Mutex mutex = Chance.oneIn(2, random) ? new Mutex() : Mutex.barging();
    var turns = new AtomicLong();
    long[] plain = new long[1];
    several(
        random,
        own -> {
          for (int i = 0; i < TURNS; i++) {
            try (Held held = lock(mutex, own)) {
              long before = plain[0];
              if (Chance.oneIn(8, own)) {
                Fiber.yieldNow();
              }
              plain[0] = before + 1;
              turns.incrementAndGet();
              assertThat(mutex.holder()).containsSame(held);
            } catch (TimeoutException e) {
              Chance.pause(own);
            }
          }
        });
    assertThat(plain[0]).as("turns in the mutex").isEqualTo(turns.get());
    assertThat(mutex).asString().contains("free").doesNotContain("waiting");
  }

  private static Held lock(Mutex mutex, Random random) throws InterruptedException, TimeoutException {
    return switch (random.nextInt(4)) {
      case 0 -> mutex.tryLock().orElseThrow(TimeoutException::new);
      case 1 -> mutex.locking().await(Chance.soon(random));
      case 2 -> Select.any(Channel.<Held>rendezvous().receiving(), mutex.locking()).await();
      default -> mutex.lock();
    };
  }

  private static void semaphore(Random random) throws Exception {
    int total = 1 + random.nextInt(5);
    Semaphore semaphore = Chance.oneIn(2, random) ? new Semaphore(total) : Semaphore.barging(total);
    var used = new AtomicLong();
    several(
        random,
        own -> {
          for (int i = 0; i < TURNS; i++) {
            int weight = 1 + own.nextInt(total);
            try (Permit permit = acquire(semaphore, weight, own)) {
              assertThat(used.addAndGet(permit.weight())).as("permits in use").isLessThanOrEqualTo(total);
              if (Chance.oneIn(8, own)) {
                Fiber.yieldNow();
              }
              used.addAndGet(-permit.weight());
            } catch (TimeoutException e) {
              Chance.pause(own);
            }
          }
        });
    assertThat(semaphore.available()).isEqualTo(total);
    assertThat(semaphore).asString().doesNotContain("waiting");
  }

  private static Permit acquire(Semaphore semaphore, int weight, Random random) throws InterruptedException, TimeoutException {
    return switch (random.nextInt(4)) {
      case 0 -> semaphore.tryAcquire(weight).orElseThrow(TimeoutException::new);
      case 1 -> semaphore.acquiring(weight).await(Chance.soon(random));
      case 2 -> Select.any(semaphore.acquiring(weight), Channel.<Permit>rendezvous().receiving()).await();
      default -> semaphore.acquire(weight);
    };
  }

  /// Takers and givers of one number of things, at most three; those who have waited long enough look again by themselves.
  private static void conditions(Random random) throws Exception {
    var mutex = new Mutex();
    Condition notEmpty = mutex.newCondition();
    Condition notFull = mutex.newCondition();
    int[] things = new int[1];
    var balance = new AtomicInteger();
    several(
        random,
        own -> {
          boolean gives = Chance.oneIn(2, own);
          for (int i = 0; i < TURNS; i++) {
            try (Held held = mutex.lock()) {
              Condition mine = gives ? notFull : notEmpty;
              boolean can = gives ? things[0] < 3 : things[0] > 0;
              if (!can) {
                mine.await(held, Chance.soon(own));
                can = gives ? things[0] < 3 : things[0] > 0;
              }
              if (can) {
                things[0] += gives ? 1 : -1;
                balance.addAndGet(gives ? 1 : -1);
                (gives ? notEmpty : notFull).signal();
              }
              assertThat(things[0]).isBetween(0, 3);
            }
          }
        });
    assertThat(things[0]).as("things that are left").isEqualTo(balance.get());
    assertThat(mutex).asString().contains("free").doesNotContain("waiting");
    assertThat(notEmpty + " " + notFull).doesNotContainPattern("[1-9]\\d* waiting");
  }

  /// The one who waits is the only one who adds, so after its wait there is no work.
  private static void waitGroup(Random random) throws Exception {
    var group = new WaitGroup();
    var working = new AtomicLong();
    try (var scope = Scope.open()) {
      for (int round = random.nextInt(20); round >= 0; round--) {
        int workers = 1 + random.nextInt(6);
        group.add(workers);
        working.addAndGet(workers);
        for (int i = 0; i < workers; i++) {
          var own = new Random(random.nextLong());
          scope.fork(
              () -> {
                Chance.pause(own);
                working.decrementAndGet();
                group.done();
              });
        }
        group.await();
        assertThat(working).as("workers at work").hasValue(0);
      }
    }
    assertThat(group.count()).isZero();
  }
}
