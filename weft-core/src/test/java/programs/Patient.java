package programs;

import dev.weft.Fiber;
import dev.weft.Policy;
import dev.weft.Scope;
import dev.weft.Weft;
import dev.weft.channel.Channel;
import dev.weft.observe.DeadlockWatch;
import dev.weft.schedule.Scheduler;
import java.io.IOException;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.channels.Pipe;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.List;
import java.util.Timer;
import java.util.TimerTask;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// Programs that wait for a while and then go on: none may be called a deadlock. Each ends with "went on". Started by a test in a
/// JVM of its own.
public final class Patient {
  private static final long A_WHILE = 700;

  /// Several times as long as the watch takes for a report.
  private static final long MANY_LOOKS = 3_000;

  private static final int CIRCLE = 6;

  private Patient() {}

  public static void main(String[] arguments) throws Exception {
    Scheduler scheduler = Stuck.scheduler(arguments[1]);
    if (!DeadlockWatch.installExit(scheduler)) {
      System.exit(4);
    }
    Weft.with(scheduler).run(() -> program(arguments[0]).run());
    System.out.println("went on");
    System.exit(0);
  }

  private static Stuck.Case program(String name) {
    return switch (name) {
      case "thread" -> () -> byThread(false);
      case "thread-named-like-the-jvms" -> Patient::byThreadNamedLikeTheJvms;
      case "daemon" -> () -> byThread(true);
      case "timer" -> Patient::byTimer;
      case "sleeping-virtual-thread" -> Patient::bySleeper;
      case "scheduled-executor" -> Patient::byScheduledExecutor;
      case "accept" -> Patient::accept;
      case "selector" -> Patient::selector;
      case "standard-input" -> Patient::standardInput;
      case "shutdown-hook" -> Patient::shutdownHook;
      case "signal" -> Patient::signal;
      case "child-process" -> Patient::childProcess;
      case "timer-waits-for-child" -> Patient::timerWaitsForChild;
      case "sleep" -> () -> Thread.sleep(A_WHILE);
      case "fiber-sleep" -> () -> Fiber.sleep(Duration.ofMillis(A_WHILE));
      case "timed-wait" -> Patient::timedWait;
      case "timed-park" -> () -> LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(A_WHILE));
      case "timed-poll" -> () -> new LinkedBlockingQueue<Integer>().poll(A_WHILE, TimeUnit.MILLISECONDS);
      case "delayed-executor" -> Patient::delayedExecutor;
      case "time-limit" -> Patient::timeLimit;
      case "reference-queue" -> Patient::referenceQueue;
      case "reference-queue-by-fork-join-pool" -> () -> referenceQueueBy(new ForkJoinPool(1));
      case "reference-queue-by-pool" -> () -> referenceQueueBy(Executors.newFixedThreadPool(1));
      case "reference-queue-by-timer" -> () -> referenceQueueBy(Patient::asTask);
      case "pools-in-a-circle" -> Patient::poolsInACircle;
      case "threads-in-a-circle" -> Patient::threadsInACircle;
      case "fibers-in-a-circle" -> Patient::fibersInACircle;
      case "fibers-monitor" -> () -> beforeAMonitor(Thread.ofVirtual());
      case "threads-monitor" -> () -> beforeAMonitor(Thread.ofPlatform());
      case "lock-of-the-runtime" -> Patient::behindALockOfTheRuntime;
      case "monitor-of-the-runtime" -> Patient::behindAMonitorOfTheRuntime;
      case "close-of-stealing" -> () -> closeOf("work-stealing");
      case "close-of-kernel" -> () -> closeOf("kernel");
      default -> throw new IllegalArgumentException(name);
    };
  }

  private static void byThread(boolean daemon) throws InterruptedException {
    Channel<String> answers = Channel.rendezvous();
    Thread thread =
        new Thread(
            () -> {
              try {
                Thread.sleep(A_WHILE);
                answers.send("here");
              } catch (InterruptedException e) {
                throw new IllegalStateException(e);
              }
            });
    thread.setDaemon(daemon);
    thread.start();
    answers.receive();
  }

  private static void byThreadNamedLikeTheJvms() throws InterruptedException {
    var compiled = new CountDownLatch(1);
    Runnable body = () -> {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(A_WHILE));
      compiled.countDown();
    };
    new Thread(body, "CompilerThread 1").start();
    compiled.await();
  }

  private static void byTimer() throws InterruptedException {
    var rung = new CountDownLatch(1);
    new Timer(true)
        .schedule(
            new TimerTask() {
              @Override
              public void run() {
                rung.countDown();
              }
            },
            A_WHILE);
    rung.await();
  }

  private static void bySleeper() throws InterruptedException {
    var slept = new CountDownLatch(1);
    Thread.ofVirtual()
        .start(
            () -> {
              LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(A_WHILE));
              slept.countDown();
            });
    slept.await();
  }

  private static void byScheduledExecutor() throws InterruptedException {
    var done = new CountDownLatch(1);
    try (var executor = Executors.newScheduledThreadPool(1)) {
      executor.schedule(done::countDown, A_WHILE, TimeUnit.MILLISECONDS);
      done.await();
    }
  }

  private static void delayedExecutor() throws Exception {
    CompletableFuture.supplyAsync(
            () -> 1, CompletableFuture.delayedExecutor(A_WHILE, TimeUnit.MILLISECONDS))
        .get();
  }

  /// Says on which port it listens, and goes on when somebody comes.
  private static void accept() throws IOException {
    try (var server = new ServerSocket(0)) {
      System.out.println(server.getLocalPort());
      try (Socket guest = server.accept()) {
        guest.getOutputStream().write('!');
      }
    }
  }

  /// A selector waits for a pipe that somebody writes to after a while, from outside: a thread that is not started by Weft.
  private static void selector() throws IOException {
    Pipe pipe = Pipe.open();
    pipe.source().configureBlocking(false);
    try (var selector = Selector.open();
        var server = new ServerSocket(0)) {
      pipe.source().register(selector, java.nio.channels.SelectionKey.OP_READ);
      Thread.ofVirtual()
          .start(
              () -> {
                try (Socket guest = server.accept()) {
                  pipe.sink().write(java.nio.ByteBuffer.wrap(new byte[1]));
                } catch (IOException e) {
                  throw new IllegalStateException(e);
                }
              });
      System.out.println(server.getLocalPort());
      selector.select();
    }
  }

  private static void standardInput() throws Exception {
    Channel<Integer> bytes = Channel.rendezvous();
    Thread.ofVirtual()
        .start(
            () -> {
              try {
                bytes.send(System.in.read());
              } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
              }
            });
    System.out.println("0");
    bytes.receive();
  }

  /// Waits to be terminated, as servers do; the hook lets it end in order.
  private static void shutdownHook() throws InterruptedException {
    var asked = new CountDownLatch(1);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  asked.countDown();
                  System.out.println("in order");
                }));
    System.out.println("0");
    asked.await();
  }

  @SuppressWarnings("removal")
  private static void signal() throws Exception {
    var asked = new CountDownLatch(1);
    Class<?> signal = Class.forName("sun.misc.Signal");
    Class<?> handler = Class.forName("sun.misc.SignalHandler");
    Object proxy =
        java.lang.reflect.Proxy.newProxyInstance(
            Patient.class.getClassLoader(),
            new Class<?>[] {handler},
            (_, method, _) -> {
              if (method.getName().equals("handle")) {
                asked.countDown();
              }
              return null;
            });
    signal.getMethod("handle", signal, handler)
        .invoke(null, signal.getConstructor(String.class).newInstance("TERM"), proxy);
    System.out.println("0");
    asked.await();
  }

  /// The timer's thread is no idle one: it has a task.
  private static void timerWaitsForChild() throws InterruptedException {
    var latch = new CountDownLatch(1);
    new Timer(true)
        .schedule(
            new TimerTask() {
              @Override
              public void run() {
                try {
                  childProcess();
                } catch (Exception e) {
                  throw new IllegalStateException(e);
                }
                latch.countDown();
              }
            },
            0);
    latch.await();
  }

  private static void childProcess() throws Exception {
    new ProcessBuilder("sleep", String.valueOf(A_WHILE / 1e3)).start().waitFor();
  }

  /// Nobody lets go of the object; but who knows that?
  private static void referenceQueue() throws InterruptedException {
    var object = new Object();
    var queue = new ReferenceQueue<Object>();
    var reference = new WeakReference<>(object, queue);
    System.out.println("0");
    queue.remove();
    System.out.println(reference + " " + object);
  }

  /// A worker that has a task is no idle one.
  private static void referenceQueueBy(Executor worker) throws InterruptedException {
    var done = new CountDownLatch(1);
    worker.execute(() -> {
      try {
        referenceQueue();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
      done.countDown();
    });
    done.await();
  }

  private static void asTask(Runnable body) {
    new Timer(true)
        .schedule(
            new TimerTask() {
              @Override
              public void run() {
                body.run();
              }
            },
            0);
  }

  private static void timedWait() throws InterruptedException {
    var bell = new Object();
    synchronized (bell) {
      bell.wait(A_WHILE);
    }
  }

  private static void timeLimit() throws Exception {
    try {
      Channel.<Integer>rendezvous().receiving().await(Duration.ofMillis(A_WHILE));
    } catch (java.util.concurrent.TimeoutException e) {
      System.out.println("nothing came");
    }
  }

  // ---- in a circle one works for the next: each waits nearly always, but never all

  private static boolean isOver(long begin) {
    return System.nanoTime() - begin > TimeUnit.MILLISECONDS.toNanos(MANY_LOOKS);
  }

  private static void poolsInACircle() throws InterruptedException {
    List<ExecutorService> pools = Stream.generate(Executors::newSingleThreadExecutor).limit(CIRCLE).toList();
    var over = new CountDownLatch(1);
    passOn(pools, 0, System.nanoTime(), over);
    over.await();
  }

  private static void passOn(List<ExecutorService> pools, int i, long begin, CountDownLatch over) {
    pools
        .get(i)
        .execute(
            () -> {
              if (isOver(begin)) {
                over.countDown();
              } else {
                passOn(pools, (i + 1) % CIRCLE, begin, over);
              }
            });
  }

  private static void threadsInACircle() throws InterruptedException {
    List<Channel<Long>> circle = Stream.generate(Channel::<Long>rendezvous).limit(CIRCLE).toList();
    Channel<Long> over = Channel.rendezvous();
    for (int i = 0; i < CIRCLE; i++) {
      int self = i;
      new Thread(() -> passOn(circle, self, over)).start();
    }
    circle.getFirst().send(System.nanoTime());
    over.receive();
  }

  private static void fibersInACircle() throws InterruptedException {
    List<Channel<Long>> circle = Stream.generate(Channel::<Long>rendezvous).limit(CIRCLE).toList();
    Channel<Long> over = Channel.rendezvous();
    try (var scope = Scope.open(Policy.collectAll())) {
      for (int i = 0; i < CIRCLE; i++) {
        int self = i;
        scope.fork(() -> passOn(circle, self, over));
      }
      circle.getFirst().send(System.nanoTime());
      over.receive();
      scope.cancel(new IllegalStateException("over"));
    }
  }

  private static void passOn(List<Channel<Long>> circle, int self, Channel<Long> over) {
    try {
      long begin = circle.get(self).receive();
      while (!isOver(begin)) {
        circle.get((self + 1) % CIRCLE).send(begin);
        circle.get(self).receive();
      }
      over.send(begin);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// A thread stands before the monitor of one that waits for a third, which sleeps.
  private static void beforeAMonitor(Thread.Builder owners) throws InterruptedException {
    Channel<String> answers = Channel.rendezvous();
    var monitor = new Object();
    var has = new CountDownLatch(1);
    var slept = new CountDownLatch(1);
    owners.start(
        () -> {
          synchronized (monitor) {
            has.countDown();
            try {
              slept.await();
            } catch (InterruptedException e) {
              throw new IllegalStateException(e);
            }
          }
        });
    has.await();
    Thread.ofPlatform()
        .start(
            () -> {
              synchronized (monitor) {
                try {
                  answers.send("in");
                } catch (InterruptedException e) {
                  throw new IllegalStateException(e);
                }
              }
            });
    Thread.ofPlatform()
        .start(
            () -> {
              LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(A_WHILE));
              slept.countDown();
            });
    answers.receive();
  }

  /// As when a thread that writes a log for Weft is slow: nobody waits for it but for what it holds.
  private static void behindALockOfTheRuntime() throws InterruptedException {
    var lock = new ReentrantLock();
    behindTheRuntime(
        held -> {
          lock.lock();
          held.run();
          lock.unlock();
        },
        () -> {
          lock.lock();
          lock.unlock();
        });
  }

  private static void behindAMonitorOfTheRuntime() throws InterruptedException {
    var monitor = new Object();
    behindTheRuntime(
        held -> {
          synchronized (monitor) {
            held.run();
          }
        },
        () -> {
          synchronized (monitor) {
            monitor.notifyAll();
          }
        });
  }

  private static void behindTheRuntime(Consumer<Runnable> hold, Runnable enter) throws InterruptedException {
    Channel<String> answers = Channel.rendezvous();
    var has = new CountDownLatch(1);
    Thread owner =
        new Thread(
            () ->
                hold.accept(
                    () -> {
                      has.countDown();
                      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(A_WHILE));
                    }));
    DeadlockWatch.ignore(owner);
    owner.start();
    has.await();
    new Thread(
            () -> {
              enter.run();
              try {
                answers.send("in");
              } catch (InterruptedException e) {
                throw new IllegalStateException(e);
              }
            })
        .start();
    answers.receive();
  }

  private static void closeOf(String name) throws InterruptedException {
    Scheduler closed = Stuck.scheduler(name);
    Stuck.begin(closed, () -> Fiber.sleep(Duration.ofMillis(A_WHILE)));
    closed.close();
  }
}
