package programs;

import dev.weft.Scope;
import dev.weft.Weft;
import dev.weft.schedule.Scheduler;
import dev.weft.schedule.Schedulers;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/// Holds a carrier when there is room for no other thread, then when there is. Started by a test in a JVM with little address space and large
/// stacks.
public final class TooManySpares {
  private static final long HOLD_NANOS = 2_000_000_000;

  private static volatile boolean full;
  private static volatile boolean served;

  private TooManySpares() {}

  public static void main(String[] arguments) throws Exception {
    try (Scheduler scheduler = Schedulers.eventLoop()) {
      Weft.with(scheduler).run(() -> {});
      List<Thread> others = takeAllThreads();
      Weft.with(scheduler).run(TooManySpares::hold);
      System.out.println(fewestCarriers(scheduler) + " carrier");
      full = false;
      for (Thread other : others) {
        LockSupport.unpark(other);
        other.join();
      }
      Weft.with(scheduler).run(TooManySpares::holdUntilServed);
      System.out.println("served");
    }
    System.exit(0);
  }

  private static List<Thread> takeAllThreads() {
    List<Thread> taken = new ArrayList<>();
    full = true;
    try {
      while (true) {
        Thread thread = new Thread(TooManySpares::stayWhileFull);
        thread.start();
        taken.add(thread);
      }
    } catch (OutOfMemoryError e) {
      return taken;
    }
  }

  private static void stayWhileFull() {
    while (full) {
      LockSupport.park();
    }
  }

  /// An attempt to start one more may be going on, so it is looked at again and again until one is left, or for ten seconds.
  private static int fewestCarriers(Scheduler scheduler) {
    long start = System.nanoTime();
    int carriers = scheduler.stats().carriers().size();
    while (carriers > 1 && System.nanoTime() - start < 5 * HOLD_NANOS) {
      Thread.onSpinWait();
      carriers = scheduler.stats().carriers().size();
    }
    return carriers;
  }

  private static void hold() throws InterruptedException {
    try (var scope = Scope.open()) {
      scope.fork(() -> served = false);
      long end = System.nanoTime() + HOLD_NANOS;
      while (System.nanoTime() < end) {
        Thread.onSpinWait();
      }
    }
  }

  private static void holdUntilServed() throws InterruptedException {
    try (var scope = Scope.open()) {
      scope.fork(() -> served = true);
      while (!served) {
        Thread.onSpinWait();
      }
    }
  }
}
