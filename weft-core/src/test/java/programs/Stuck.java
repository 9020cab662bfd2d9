package programs;

import dev.weft.Action;
import dev.weft.Fiber;
import dev.weft.Limit;
import dev.weft.Policy;
import dev.weft.Scope;
import dev.weft.Select;
import dev.weft.Weft;
import dev.weft.channel.Channel;
import dev.weft.observe.DeadlockWatch;
import dev.weft.schedule.Scheduler;
import dev.weft.schedule.Schedulers;
import dev.weft.sync.Mutex;
import dev.weft.sync.WaitGroup;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.locks.ReentrantLock;

/// Programs that can never go on; each should end with exit code 3 and a report. Started by a test in a JVM of its own.
public final class Stuck {
  private Stuck() {}

  interface Case {
    void run() throws Exception;
  }

  public static void main(String[] arguments) throws Exception {
    Scheduler scheduler = scheduler(arguments[1]);
    if (!DeadlockWatch.installExit(scheduler)) {
      System.exit(4);
    }
    if (arguments[0].equals("without-fibers")) {
      withoutFibers();
    } else {
      Weft.with(scheduler).run(() -> program(arguments[0]).run());
    }
    System.out.println("went on");
  }

  /// A time-out that did not come is no hope.
  static void cancelledTimer() throws Exception {
    Channel<String> news = Channel.buffered(1);
    try (var scope = Scope.open()) {
      scope.fork(() -> {
        Fiber.sleep(Duration.ofMillis(20));
        news.send("here");
      });
      news.receiving().await(Duration.ofHours(1));
    }
    news.receive();
  }

  /// Waits in the block for what a fiber would have done, but has failed: the scope cannot be closed to tell of it.
  static void failed() throws Exception {
    Channel<String> ready = Channel.rendezvous();
    try (var scope = Scope.open().named("service")) {
      scope.fork("listener", () -> {
        throw new IllegalStateException("could not listen");
      });
      ready.receive();
    }
  }

  static Scheduler scheduler(String name) {
    return switch (name) {
      case "work-stealing" -> Schedulers.workStealing(2);
      case "event-loop" -> Schedulers.eventLoop();
      case "per-core" -> Schedulers.perCore(2);
      case "kernel" -> Schedulers.kernel();
      case "jdk" -> Schedulers.jdk();
      default -> throw new IllegalArgumentException(name);
    };
  }

  static Case program(String name) {
    return switch (name) {
      case "channel" -> Stuck::channel;
      case "cancelled-timer" -> Stuck::cancelledTimer;
      case "failed" -> Stuck::failed;
      case "select" -> Stuck::select;
      case "locks" -> Stuck::locks;
      case "fibers-and-locks" -> Stuck::locksOfFibers;
      case "thread-and-locks" -> Stuck::locksOfThreadAndFiber;
      case "monitors" -> Stuck::monitors;
      case "fibers-and-monitors" -> Stuck::monitorsOfFibers;
      case "threads-and-monitors" -> Stuck::monitorsOfThreads;
      case "mutexes" -> Stuck::mutexes;
      case "close-and-other" -> Stuck::closeWithOneInACircle;
      case "select-and-other" -> Stuck::selectWithOneInACircle;
      case "joins" -> Stuck::joins;
      case "latch" -> () -> new CountDownLatch(1).await();
      case "logging" -> Stuck::withLogging;
      case "future" -> () -> new CompletableFuture<String>().get();
      case "queue" -> () -> new ArrayBlockingQueue<String>(1).take();
      case "notify" -> Stuck::neverNotified;
      case "left-monitor" -> Stuck::monitorThatAWaiterHasLeft;
      case "thread" -> Stuck::threadThatWaitsForAFiber;
      case "pool" -> Stuck::idlePool;
      case "closed-pool" -> () -> closedWithATask(Executors.newFixedThreadPool(1));
      case "closed-fork-join-pool" -> () -> closedWithATask(new ForkJoinPool(1));
      case "cached-pool" -> Stuck::idleCachedPool;
      case "common-pool" -> Stuck::idleCommonPool;
      case "timer" -> Stuck::idleTimer;
      case "fibers-monitor" -> Stuck::monitorOfAFiber;
      case "fiber-and-thread-monitors" -> Stuck::monitorsOfThreadAndFiber;
      case "full-own-scope" -> () -> forkIntoOwnScope(Limit.of(1).queue(0), false);
      case "full-own-scope-and-other" -> Stuck::forkIntoOwnScopeBesideAnother;
      case "full-own-scope-of-two" -> Stuck::bothForkIntoOwnScope;
      case "queued-in-own-scope" -> () -> forkIntoOwnScope(Limit.of(1), true);
      case "closed-stealing" -> () -> closedScheduler("work-stealing");
      case "closed-loop" -> () -> closedScheduler("event-loop");
      case "closed-kernel" -> () -> closedScheduler("kernel");
      case "closed-jdk" -> () -> closedScheduler("jdk");
      default -> throw new IllegalArgumentException(name);
    };
  }

  private static void channel() throws InterruptedException {
    Channel<Integer> orders = Channel.rendezvous();
    orders.named("orders");
    try (var scope = Scope.open()) {
      for (int i = 0; i < 5; i++) {
        scope.fork("worker " + i, () -> { orders.receive(); });
      }
    }
  }

  private static void select() throws InterruptedException {
    Channel<Integer> left = Channel.<Integer>rendezvous().named("left");
    Channel<Integer> right = Channel.<Integer>rendezvous().named("right");
    Select.any(left.receiving(), right.sending(1).map(_ -> 1)).await();
  }

  private static void locks() {
    var savings = new ReentrantLock();
    var current = new ReentrantLock();
    var bothHaveOne = new CountDownLatch(2);
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      executor.execute(() -> take(savings, bothHaveOne, current, "alice"));
      executor.execute(() -> take(current, bothHaveOne, savings, "bob"));
    }
  }

  private static void locksOfFibers() throws InterruptedException {
    var savings = new ReentrantLock();
    var current = new ReentrantLock();
    var bothHaveOne = new CountDownLatch(2);
    try (var scope = Scope.open()) {
      scope.fork("alice", () -> take(savings, bothHaveOne, current));
      scope.fork("bob", () -> take(current, bothHaveOne, savings));
    }
  }

  private static void locksOfThreadAndFiber() throws InterruptedException {
    var savings = new ReentrantLock();
    var current = new ReentrantLock();
    var bothHaveOne = new CountDownLatch(2);
    new Thread(() -> take(savings, bothHaveOne, current), "alice").start();
    try (var scope = Scope.open()) {
      scope.fork("bob", () -> take(current, bothHaveOne, savings));
    }
  }

  private static void take(ReentrantLock first, CountDownLatch then, ReentrantLock second, String name) {
    Thread.currentThread().setName(name);
    take(first, then, second);
  }

  private static void take(ReentrantLock first, CountDownLatch then, ReentrantLock second) {
    first.lock();
    await(then);
    second.lock();
  }

  private static void mutexes() throws InterruptedException {
    var savings = new Mutex().named("savings");
    var current = new Mutex().named("current");
    var bothHaveOne = new CountDownLatch(2);
    try (var scope = Scope.open()) {
      scope.fork("alice", () -> transfer(savings, bothHaveOne, current));
      scope.fork("bob", () -> transfer(current, bothHaveOne, savings));
    }
  }

  /// The other one's place would do, if somebody woke him.
  private static void forkIntoOwnScopeBesideAnother() throws InterruptedException {
    Channel<String> orders = Channel.rendezvous();
    try (var scope = Scope.open(Policy.failFast(), Limit.of(2).queue(0)).named("own")) {
      scope.fork("other", () -> orders.receive());
      scope.fork("outer", () -> { scope.fork("inner", () -> {}); });
    }
  }

  /// One of those for whom the close waits waits for the closer: that is enough.
  private static void closeWithOneInACircle() throws InterruptedException {
    Channel<String> orders = Channel.rendezvous();
    var savings = new Mutex();
    try (var _ = savings.lock(); var scope = Scope.open()) {
      scope.fork("other", () -> orders.receive());
      scope.fork("inner", () -> savings.lock().close());
    }
  }

  /// One of those for whom the select waits waits for it, but the other could end the wait too, if somebody woke him.
  private static void selectWithOneInACircle() throws InterruptedException {
    Channel<String> orders = Channel.rendezvous();
    var own = new Mutex();
    var left = new Mutex();
    var right = new Mutex();
    var allHaveOne = new CountDownLatch(3);
    try (var scope = Scope.open()) {
      scope.fork("chooser", () -> {
        try (var _ = own.lock()) {
          await(allHaveOne);
          Select.any(left.locking(), right.locking()).await().close();
        }
      });
      scope.fork("left", () -> transfer(left, allHaveOne, own));
      scope.fork("right", () -> {
        try (var _ = right.lock()) {
          await(allHaveOne);
          orders.receive();
        }
      });
    }
  }

  private static void transfer(Mutex from, CountDownLatch then, Mutex to) throws InterruptedException {
    try (var first = from.lock()) {
      await(then);
      try (var second = to.lock()) {
        System.out.println(first + " " + second);
      }
    }
  }

  private static void monitors() throws InterruptedException {
    var savings = new Object();
    var current = new Object();
    var bothHaveOne = new CountDownLatch(2);
    Thread alice = Thread.ofVirtual().name("alice").start(() -> enter(savings, bothHaveOne, current));
    Thread bob = Thread.ofVirtual().name("bob").start(() -> enter(current, bothHaveOne, savings));
    alice.join();
    bob.join();
  }

  private static void monitorsOfFibers() throws InterruptedException {
    var savings = new Object();
    var current = new Object();
    var bothHaveOne = new CountDownLatch(2);
    try (var scope = Scope.open()) {
      scope.fork("alice", () -> enter(savings, bothHaveOne, current));
      scope.fork("bob", () -> enter(current, bothHaveOne, savings));
    }
  }

  private static void monitorsOfThreads() throws InterruptedException {
    var savings = new Object();
    var current = new Object();
    var bothHaveOne = new CountDownLatch(2);
    var done = new WaitGroup();
    done.add(2);
    new Thread(() -> enter(savings, bothHaveOne, current), "alice").start();
    new Thread(() -> enter(current, bothHaveOne, savings), "bob").start();
    done.await();
  }

  private static void monitorOfAFiber() throws InterruptedException {
    var own = new Object();
    var bothThere = new CountDownLatch(2);
    new Thread(
            () -> {
              await(bothThere);
              synchronized (own) {
                System.out.println("entered");
              }
            },
            "outsider")
        .start();
    try (var scope = Scope.open()) {
      scope.fork(
          "holder",
          () -> {
            synchronized (own) {
              bothThere.countDown();
              Channel.rendezvous().named("orders").receive();
            }
          });
    }
  }

  private static void monitorsOfThreadAndFiber() throws InterruptedException {
    var savings = new Object();
    var current = new Object();
    var bothHaveOne = new CountDownLatch(2);
    new Thread(() -> enter(savings, bothHaveOne, current), "alice").start();
    try (var scope = Scope.open()) {
      scope.fork("bob", () -> enter(current, bothHaveOne, savings));
    }
  }

  private static void enter(Object first, CountDownLatch then, Object second) {
    synchronized (first) {
      await(then);
      synchronized (second) {
        System.out.println("both");
      }
    }
  }

  private static void await(CountDownLatch latch) {
    latch.countDown();
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void joins() throws Exception {
    var first = new CompletableFuture<Fiber<Void>>();
    try (var scope = Scope.open()) {
      var second = scope.fork("second", () -> { first.get().join(); });
      first.complete(scope.fork("first", () -> { second.join(); }));
    }
  }

  private static void neverNotified() throws InterruptedException {
    var bell = new Object();
    synchronized (bell) {
      bell.wait();
    }
  }

  private static void monitorThatAWaiterHasLeft() throws InterruptedException {
    var bell = new Object();
    var left = new CountDownLatch(1);
    var taken = new CountDownLatch(1);
    try (var scope = Scope.open()) {
      scope.fork(
          "holder",
          () -> {
            left.await();
            synchronized (bell) {
              taken.countDown();
              Channel.rendezvous().receive();
            }
          });
      scope.fork(
          "waiter",
          () -> {
            synchronized (bell) {
              left.countDown();
              bell.wait();
            }
          });
      scope.fork(
          "late",
          () -> {
            taken.await();
            synchronized (bell) {
              bell.notifyAll();
            }
          });
    }
  }

  private static void threadThatWaitsForAFiber() throws InterruptedException {
    Channel<Integer> answers = Channel.rendezvous();
    Channel<Integer> questions = Channel.rendezvous();
    new Thread(
            () -> {
              try {
                answers.send(questions.receive() + 1);
              } catch (InterruptedException e) {
                throw new IllegalStateException(e);
              }
            },
            "helper")
        .start();
    answers.receive();
  }

  private static void withoutFibers() throws InterruptedException {
    Channel<String> orders = Channel.<String>rendezvous().named("orders");
    Thread worker = Thread.ofVirtual().name("worker").start(() -> {
      try {
        orders.receive();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    });
    worker.join();
  }

  /// The JDK's logging has a shutdown hook.
  private static void withLogging() throws InterruptedException {
    boolean _ = System.getLogger("programs").isLoggable(System.Logger.Level.DEBUG);
    new CountDownLatch(1).await();
  }

  /// The close waits for a task that waits for a fiber.
  private static void closedWithATask(ExecutorService pool) {
    Channel<String> orders = Channel.<String>rendezvous().named("orders");
    try (pool) {
      pool.execute(() -> {
        try {
          orders.receive();
        } catch (InterruptedException e) {
          throw new IllegalStateException(e);
        }
      });
    }
  }

  private static void idlePool() throws Exception {
    try (var pool = Executors.newFixedThreadPool(2)) {
      pool.submit(() -> 1).get();
      new CountDownLatch(1).await();
    }
  }

  /// Its worker waits a minute for another task before it ends.
  private static void idleCachedPool() throws Exception {
    try (var pool = Executors.newCachedThreadPool()) {
      pool.submit(() -> 1).get();
      new CountDownLatch(1).await();
    }
  }

  private static void idleCommonPool() throws Exception {
    CompletableFuture.supplyAsync(() -> 1).get();
    new CountDownLatch(1).await();
  }

  private static void idleTimer() throws Exception {
    var rung = new CountDownLatch(1);
    new java.util.Timer(true)
        .schedule(
            new java.util.TimerTask() {
              @Override
              public void run() {
                rung.countDown();
              }
            },
            10);
    rung.await();
    new CountDownLatch(1).await();
  }

  private static void forkIntoOwnScope(Limit limit, boolean join) throws Exception {
    try (var scope = Scope.open(Policy.failFast(), limit).named("own")) {
      scope.fork(
          "outer",
          () -> {
            Fiber<Void> inner = scope.fork("inner", () -> {});
            if (join) {
              inner.join();
            }
          });
    }
  }

  private static void bothForkIntoOwnScope() throws Exception {
    var bothRun = new CountDownLatch(2);
    try (var scope = Scope.open(Policy.failFast(), Limit.of(2).queue(0)).named("own")) {
      for (String name : new String[] {"alice", "bob"}) {
        scope.fork(
            name,
            () -> {
              await(bothRun);
              scope.fork(() -> {});
            });
      }
    }
  }

  /// Two close it, a fiber of another scheduler and a thread.
  private static void closedScheduler(String name) throws Exception {
    Scheduler closed = scheduler(name);
    begin(closed, () -> Channel.rendezvous().named("orders").receive());
    new Thread(closed::close, "closer").start();
    closed.close();
  }

  /// From a thread of its own; returns once the body has begun.
  static void begin(Scheduler scheduler, Action body) throws InterruptedException {
    var begun = new CountDownLatch(1);
    Action first =
        () -> {
          begun.countDown();
          body.run();
        };
    new Thread(
            () -> {
              try {
                Weft.with(scheduler).run(first);
              } catch (InterruptedException e) {
                throw new IllegalStateException(e);
              }
            })
        .start();
    begun.await();
  }
}
