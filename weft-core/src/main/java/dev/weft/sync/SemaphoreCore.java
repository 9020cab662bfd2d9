package dev.weft.sync;

import dev.weft.internal.util.Locked;
import dev.weft.wait.WaitNode;
import dev.weft.wait.WaitQueue;
import java.util.ArrayList;
import java.util.List;

/// A semaphore's state: what is free, who has the rest, who waits.
///
/// Invariant, whenever the lock is free: the waiter at the head wants more than there is; of a barging semaphore, or somebody who was woken
/// is on the way to try again. So whatever changes the head or what there is serves the head: a release, and the leaving of a waiter that gives up. One at the head that waits
/// no more is as if it had left: who comes takes it out.
final class SemaphoreCore extends Locked {
  private final boolean fair;
  private final WaitQueue waiting = new WaitQueue();
  private final PermitsOut out = new PermitsOut();
  private long free;

  SemaphoreCore(long free, boolean fair) {
    this.free = free;
    this.fair = fair;
  }

  boolean isFair() {
    return fair;
  }

  long available() {
    lock();
    long now = free;
    unlock();
    return now;
  }

  int waiters() {
    lock();
    int now = waiting.size();
    unlock();
    return now;
  }

  List<String> owners() {
    lock();
    try {
      return out.owners();
    } finally {
      unlock();
    }
  }

  // ---- taking and giving back

  /// Takes what a permit stands for, if it is there and nobody waits who must not be passed.
  ///
  /// @param again whether it is for one who has waited before and was woken to try again: nobody is passed by that
  boolean take(Permit permit, boolean again) {
    lock();
    waiting.peekWaiting(); // those who wait no more keep nobody out
    List<WaitNode> served = fair ? settleHeads() : List.of();
    boolean taken = mayTake(permit, again);
    if (taken) {
      leaves(permit);
      WaitNode head = waiting.peek();
      if (!again && head != null) {
        wanted(head).passed++;
      }
    }
    unlock();
    finish(served);
    return taken;
  }

  /// With the lock held.
  private boolean mayTake(Permit permit, boolean again) {
    WaitNode head = waiting.peek();
    boolean mayPass = again || head == null || !fair && wanted(head).passed < Semaphore.PATIENCE;
    return mayPass && free >= permit.weight();
  }

  private void leaves(Permit permit) {
    free -= permit.weight();
    out.add(permit);
  }

  void give(Permit permit) {
    lock();
    free += permit.weight();
    out.remove(permit);
    serve(); // unlocks
  }

  // ---- waiting

  /// Lets a waiter queue that can be woken to try again; false if it may take what it wants now.
  ///
  /// @param again whether it has waited before and was woken to try again: then it goes to the front
  boolean enqueue(WaitNode node, boolean again) {
    lock();
    boolean queues = !mayTake(wanted(node), again);
    if (queues && again) {
      waiting.addFirst(node);
    } else if (queues) {
      waiting.add(node);
    }
    unlock();
    return queues;
  }

  void enlist(WaitNode node) {
    lock();
    waiting.add(node);
    serve(); // it may be served at once, by this
  }

  void forget(WaitNode node) {
    lock();
    if (waiting.remove(node)) {
      serve();
    } else {
      unlock();
    }
  }

  /// With the lock held; leaves it.
  private void serve() {
    List<WaitNode> served = settleHeads();
    unlock();
    finish(served);
  }

  /// With the lock held: all for whom there is enough. Each has it then, or will try for it; its node's result says which.
  private List<WaitNode> settleHeads() {
    List<WaitNode> served = List.of();
    long promised = 0;
    WaitNode head = waiting.peek();
    while (head != null && wanted(head).weight() <= free - promised) {
      waiting.remove(head);
      if (head.waiter().trySettle()) {
        Permit permit = wanted(head);
        boolean handed = isHanded(head);
        if (handed) {
          leaves(permit);
        } else {
          promised += permit.weight();
        }
        head.succeed(handed);
        served = served.isEmpty() ? new ArrayList<>() : served;
        served.add(head);
      }
      head = waiting.peek();
    }
    return served;
  }

  private boolean isHanded(WaitNode node) {
    boolean retries = node.event() instanceof AcquireEvent event && event.retries();
    return fair || !retries || ++wanted(node).passed > Semaphore.PATIENCE;
  }

  private static void finish(List<WaitNode> served) {
    for (WaitNode node : served) {
      node.waiter().finish(node);
    }
  }

  static Permit wanted(WaitNode node) {
    if (node.offer() instanceof Permit permit) {
      return permit;
    }
    throw new IllegalStateException("a waiter that wants nothing");
  }
}
