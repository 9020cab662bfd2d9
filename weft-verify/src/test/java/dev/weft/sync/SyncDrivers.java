package dev.weft.sync;

import java.util.concurrent.atomic.AtomicInteger;

/// Small programs on locks, for the checker: nobody is inside with another, and nobody waits for ever.
public final class SyncDrivers {
  private SyncDrivers() {}

  private static int inside;

  @FunctionalInterface
  private interface Step {
    void run() throws InterruptedException;
  }

  private static Thread start(Step step) {
    var thread = new Thread(() -> {
      try {
        step.run();
      } catch (InterruptedException e) {
        throw new AssertionError("nobody interrupts this one", e);
      }
    });
    thread.start();
    return thread;
  }

  public static void main(String[] arguments) throws InterruptedException {
    inside = 0;
    switch (arguments[0]) {
      case "mutex" -> mutex(new Mutex());
      case "barging" -> mutex(Mutex.barging());
      case "mutex-cancel" -> mutexAgainstCancel();
      case "semaphore" -> semaphore(new Semaphore(2));
      case "semaphore-barging" -> semaphore(Semaphore.barging(2));
      case "group" -> waitGroup();
      case "one-shot" -> oneShot();
      case "condition" -> condition();
      default -> throw new IllegalArgumentException(arguments[0]);
    }
  }

  private static void mutex(Mutex mutex) throws InterruptedException {
    Thread other = start(() -> enter(mutex));
    enter(mutex);
    other.join();
    if (inside != 2 || mutex.holder().isPresent()) {
      throw new AssertionError(inside + " of 2 entered, then: " + mutex);
    }
  }

  private static void enter(Mutex mutex) throws InterruptedException {
    try (var _ = mutex.lock()) {
      inside++;
    }
  }

  /// Whoever gives up has not got it, and does not keep it from others.
  private static void mutexAgainstCancel() throws InterruptedException {
    var mutex = new Mutex();
    var got = new AtomicInteger();
    var impatient = new Thread(() -> {
      try (var _ = mutex.lock()) {
        got.incrementAndGet();
      } catch (InterruptedException e) {
        got.addAndGet(2);
      }
    });
    Held held = mutex.lock();
    impatient.start();
    Thread canceller = start(impatient::interrupt);
    held.close();
    impatient.join();
    canceller.join();
    try (var _ = mutex.lock()) {
      if (got.get() != 1 && got.get() != 2) {
        throw new AssertionError("locked and cancelled: " + got);
      }
    }
  }

  private static void semaphore(Semaphore semaphore) throws InterruptedException {
    Thread heavy = start(() -> {
      try (var _ = semaphore.acquire(2)) {
        inside++;
      }
    });
    try (var _ = semaphore.acquire(2)) {
      inside++;
    }
    heavy.join();
    if (inside != 2 || semaphore.available() != 2) {
      throw new AssertionError(inside + " of 2 entered, then: " + semaphore);
    }
  }

  private static void waitGroup() throws InterruptedException {
    var group = new WaitGroup();
    var done = new AtomicInteger();
    group.add(2);
    for (int i = 0; i < 2; i++) {
      start(() -> {
        done.incrementAndGet();
        group.done();
      });
    }
    group.await();
    if (done.get() != 2) {
      throw new AssertionError("the group is empty after " + done + " of 2");
    }
  }

  private static void oneShot() throws InterruptedException {
    var shot = new OneShot<Integer>();
    var wins = new AtomicInteger();
    Thread one = start(() -> wins.addAndGet(shot.complete(1) ? 1 : 0));
    Thread two = start(() -> wins.addAndGet(shot.complete(2) ? 2 : 0));
    int value = shot.await();
    one.join();
    two.join();
    if (value != wins.get()) {
      throw new AssertionError("completed by " + wins + ", but got " + value);
    }
  }

  private static void condition() throws InterruptedException {
    var mutex = new Mutex();
    Condition there = mutex.newCondition();
    Thread bringer = start(() -> {
      try (var _ = mutex.lock()) {
        inside = 1;
        there.signal();
      }
    });
    try (var held = mutex.lock()) {
      there.awaitUntil(held, () -> inside == 1);
    }
    bringer.join();
  }
}
