package dev.weft.wait;

import dev.weft.WaitReason;
import java.util.concurrent.atomic.AtomicInteger;

/// A waiter that several want to settle: one does, and the waiter has that one's result.
public final class WaiterDrivers {
  private WaiterDrivers() {}

  /// Something that only these drivers make happen.
  private static final class Told extends Event<String> {
    @Override
    public boolean poll(WaitNode node) {
      return false;
    }

    @Override
    public void enlist(WaitNode node) {}

    @Override
    public void delist(WaitNode node) {}

    @Override
    public WaitReason reason() {
      return WaitReason.of("wait for", "a driver");
    }
  }

  public static void main(String[] arguments) throws InterruptedException {
    switch (arguments[0]) {
      case "two-settlers" -> twoSettlers();
      case "settle-cancel" -> settleAgainstCancel();
      case "claims" -> claimsOfEachOther();
      default -> throw new IllegalArgumentException(arguments[0]);
    }
  }

  private static void settle(Waiter waiter, String result, AtomicInteger wins) {
    if (waiter.trySettle()) {
      wins.incrementAndGet();
      waiter.succeed(result);
      waiter.finish(waiter);
    }
  }

  private static void twoSettlers() throws InterruptedException {
    var waiter = new Waiter(new Told(), null);
    var wins = new AtomicInteger();
    var one = new Thread(() -> settle(waiter, "one", wins));
    var two = new Thread(() -> settle(waiter, "two", wins));
    one.start();
    two.start();
    if (!waiter.await() || waiter.result() == null) {
      throw new AssertionError("settled without a result");
    }
    one.join();
    two.join();
    if (wins.get() != 1) {
      throw new AssertionError(wins.get() + " have settled it");
    }
  }

  /// Either it has a result, or it is cancelled and nobody could settle it.
  private static void settleAgainstCancel() throws InterruptedException {
    var waiter = new Waiter(new Told(), null);
    var wins = new AtomicInteger();
    Thread waiting = Thread.currentThread();
    var settler = new Thread(() -> settle(waiter, "settled", wins));
    var canceller = new Thread(waiting::interrupt);
    settler.start();
    canceller.start();
    boolean done = waiter.await();
    if (done && !"settled".equals(waiter.result())) {
      throw new AssertionError("done with " + waiter.result());
    }
    join(settler);
    join(canceller);
    if (done != (wins.get() == 1)) {
      throw new AssertionError("done: " + done + ", settled by " + wins.get());
    }
  }

  /// The interrupt may come as late as here.
  private static void join(Thread thread) {
    boolean joined = false;
    while (!joined) {
      try {
        thread.join();
        joined = true;
      } catch (InterruptedException e) {
        joined = !thread.isAlive();
      }
    }
  }

  /// Two waiters, each claimed by itself, want each other: both are settled together, by one of them.
  private static void claimsOfEachOther() throws InterruptedException {
    var left = new Waiter(new Told(), null);
    var right = new Waiter(new Told(), null);
    var pairs = new AtomicInteger();
    var other = new Thread(() -> meet(right, left, pairs));
    other.start();
    meet(left, right, pairs);
    other.join();
    if (pairs.get() != 1) {
      throw new AssertionError(pairs.get() + " meetings");
    }
  }

  private static void meet(Waiter own, Waiter partner, AtomicInteger pairs) {
    while (own.claim()) {
      switch (own.take(partner)) {
        case YES -> {
          own.commit();
          pairs.incrementAndGet();
          return;
        }
        case GONE -> throw new AssertionError("the partner has met somebody else");
        case GIVE_WAY -> {
          own.unclaim();
          partner.awaitUnclaimed();
        }
      }
    }
  }
}
