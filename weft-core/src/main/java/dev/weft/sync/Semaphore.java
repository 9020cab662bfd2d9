package dev.weft.sync;

import dev.weft.Selectable;
import dev.weft.WaitReason;
import dev.weft.internal.util.Locked;
import dev.weft.internal.util.Names;
import dev.weft.wait.Event;
import dev.weft.wait.WaitNode;
import dev.weft.wait.WaitQueue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// So many at a time, by weight (Dijkstra; Go's `semaphore.Weighted`).
///
/// ```java
/// try (var permit = memory.acquire(megabytes)) { load(); }
/// ```
/// Fair: first come, first served, so a heavy request at the head holds back light ones behind it instead of starving.
public final class Semaphore {
  private final long total;
  private final Core core;
  private volatile @Nullable String name;

  /// With that many permits.
  ///
  /// @throws IllegalArgumentException if it is not positive
  public Semaphore(long permits) {
    if (permits < 1) {
      throw new IllegalArgumentException(
          "a semaphore has at least one permit, not " + permits + "; to wait for signals use a channel, a OneShot or a Condition");
    }
    this.total = permits;
    this.core = new Core(permits);
  }

  /// Gives it a name for reports; returns the semaphore itself.
  public Semaphore named(String newName) {
    name = Names.given(newName);
    return this;
  }

  /// Takes one permit; otherwise as [#acquire(long)].
  public Permit acquire() throws InterruptedException {
    return acquire(1);
  }

  /// Takes so many permits at once. Parks while there are fewer, or somebody has come before.
  ///
  /// @throws IllegalArgumentException if it is not positive, or more than the semaphore has altogether
  /// @throws InterruptedException if interrupted or cancelled before: then none was taken
  public Permit acquire(long weight) throws InterruptedException {
    return acquiring(weight).await();
  }

  /// Takes so many permits if they are there and nobody waits; empty otherwise. Never parks.
  ///
  /// @throws IllegalArgumentException if it is not positive, or more than the semaphore has altogether
  public Optional<Permit> tryAcquire(long weight) {
    var permit = new Permit(this, checked(weight));
    return core.take(permit) ? Optional.of(permit) : Optional.empty();
  }

  /// Takes one permit if there is one and nobody waits; empty otherwise. Never parks.
  public Optional<Permit> tryAcquire() {
    return tryAcquire(1);
  }

  /// Taking one permit as something to wait for.
  public Selectable<Permit> acquiring() {
    return acquiring(1);
  }

  /// Taking so many permits as something to wait for.
  ///
  /// @throws IllegalArgumentException if it is not positive, or more than the semaphore has altogether
  public Selectable<Permit> acquiring(long weight) {
    return new Acquiring(checked(weight));
  }

  private long checked(long weight) {
    if (weight < 1) {
      throw new IllegalArgumentException("at least one permit can be taken, not " + weight);
    }
    if (weight > total) {
      throw new IllegalArgumentException(
          label() + " has " + total + (total == 1 ? " permit" : " permits")
              + " altogether, so a wait for " + weight + " would last for ever");
    }
    return weight;
  }

  void release(Permit permit) {
    core.give(permit);
  }

  /// How many permits there are to take now; a snapshot.
  public long available() {
    return core.available();
  }

  /// Such as `semaphore connections: 3 of 8 free, 2 waiting`.
  @Override
  public String toString() {
    int waiters = core.waiters();
    return label() + ": " + core.available() + " of " + total + " free" + (waiters == 0 ? "" : ", " + waiters + " waiting");
  }

  private String label() {
    return Names.of("semaphore", name, this);
  }

  /// Invariant, whenever the lock is free: the waiter at the head wants more than there is. So whatever changes the head or what there is
  /// serves the head: a release, and also the leaving of a waiter that gives up. One at the head that waits no more is as if it had left: who
  /// comes takes it out.
  private static final class Core extends Locked {
    private final WaitQueue waiting = new WaitQueue();
    private final PermitsOut out = new PermitsOut();
    private long free;

    Core(long free) {
      this.free = free;
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

    boolean take(Permit permit) {
      lock();
      waiting.peekWaiting(); // those who wait no more keep nobody out
      List<WaitNode> served = settleHeads();
      boolean taken = waiting.isEmpty() && free >= permit.weight();
      if (taken) {
        leaves(permit);
      }
      unlock();
      finish(served);
      return taken;
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

    /// With the lock held: all who can have what they want.
    private List<WaitNode> settleHeads() {
      List<WaitNode> served = List.of();
      WaitNode head = waiting.peek();
      while (head != null && wanted(head).weight() <= free) {
        waiting.remove(head);
        if (head.waiter().trySettle()) {
          leaves(wanted(head));
          served = served.isEmpty() ? new ArrayList<>() : served;
          served.add(head);
        }
        head = waiting.peek();
      }
      return served;
    }

    private static void finish(List<WaitNode> served) {
      for (WaitNode node : served) {
        node.succeed(true);
        node.waiter().finish(node);
      }
    }
  }

  private static Permit wanted(WaitNode node) {
    if (node.offer() instanceof Permit permit) {
      return permit;
    }
    throw new IllegalStateException("a waiter that wants nothing");
  }

  private final class Acquiring extends Event<Permit> {
    private final long weight;

    Acquiring(long weight) {
      this.weight = weight;
    }

    /// Made by whoever waits, whose it will be.
    @Override
    public Object offer() {
      return new Permit(Semaphore.this, weight);
    }

    @Override
    public boolean poll(WaitNode node) {
      return core.take(wanted(node));
    }

    @Override
    public Object queue() {
      return core;
    }

    @Override
    public void enlist(WaitNode node) {
      core.enlist(node);
    }

    @Override
    public void delist(WaitNode node) {
      core.forget(node);
    }

    @Override
    public Permit complete(WaitNode node) {
      return wanted(node);
    }

    /// Who took the permits is told, but any thread may give them back: so nobody is a holder in the sense of [#holders()].
    @Override
    public WaitReason reason() {
      return new WaitReason("acquire " + weight + " of", Semaphore.this.toString(), core.owners(), false);
    }

    @Override
    public String toString() {
      return reason().toString();
    }
  }
}
