package dev.weft.internal.fiber;

import dev.weft.WaitReason;
import dev.weft.internal.util.Locked;
import dev.weft.wait.Event;
import dev.weft.wait.WaitNode;
import dev.weft.wait.WaitQueue;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Lets so many fibers of a scope run at a time; so many more wait in a queue; who forks beyond that waits for room.
///
/// Invariants: a fiber waits in the queue only while all places are taken; a forker waits only while the queue is full. So whoever
/// leaves a place gives it to the head of the queue, and the room there to the first forker; so does one that is cancelled in the queue. A forker's fiber is its node's offer:
/// who settles the forker admits the fiber, and an interrupt that comes a moment later changes nothing. In a cancelled scope nobody waits: whoever cancels it marks the
/// fibers, then takes the forkers out; who enlists looks at the mark.
public final class Gate extends Locked {
  /// What became of a fiber that wanted in.
  public enum Entry {
    /// Start it.
    STARTS,
    /// It will be started when its turn comes.
    QUEUED,
    /// It was cancelled while its forker waited for room: it must be ended.
    CANCELLED,
    /// None of these.
    FULL
  }

  private final int limit;
  private final int room;

  /// First come, first served; and whoever is cancelled is found without a search.
  private final LinkedHashSet<FiberTask<?>> queue = new LinkedHashSet<>();

  private final WaitQueue forkers = new WaitQueue();
  private int running;

  /// With so many places, and room for so many in the queue.
  public Gate(int limit, int room) {
    this.limit = limit;
    this.room = room;
  }

  /// Takes a fiber in if there is a place or room.
  public Entry enter(FiberTask<?> fiber) {
    lock();
    try {
      return isFull() ? Entry.FULL : admit(fiber);
    } finally {
      unlock();
    }
  }

  private boolean isFull() {
    return running >= limit && queue.size() >= room;
  }

  private Entry admit(FiberTask<?> fiber) {
    if (running < limit) {
      running++;
      return Entry.STARTS;
    }
    queue.add(fiber);
    return Entry.QUEUED;
  }

  /// Waits until the fiber has been taken in. Parks.
  ///
  /// @return whether it must be started by the caller
  Entry awaitEntry(FiberTask<?> fiber, Forks scope) throws InterruptedException {
    return new Entering(fiber, scope).await();
  }

  /// A fiber has left its place. The next one gets it, if there is one: the caller must start it.
  public @Nullable FiberTask<?> leave() {
    WaitNode forker;
    FiberTask<?> next;
    lock();
    next = queue.isEmpty() ? null : queue.removeFirst();
    forker = forkers.isEmpty() ? null : forkers.settleFirst();
    if (next == null && forker == null) {
      running--;
    }
    if (next != null && forker != null) {
      queue.add(fiberOf(forker));
    }
    unlock();
    tell(forker, next == null ? Entry.STARTS : Entry.QUEUED);
    return next;
  }

  /// Takes a fiber out of the queue; false if it is not there. The room that it leaves is for the next forker. The caller must end it.
  boolean withdraw(FiberTask<?> fiber) {
    WaitNode forker = null;
    lock();
    boolean queued = queue.remove(fiber);
    if (queued) {
      forker = admitForker();
    }
    unlock();
    tell(forker, Entry.QUEUED);
    return queued;
  }

  /// The same for all that have been cancelled, because the scope has: whoever waits to fork one more is told so.
  List<FiberTask<?>> withdrawCancelled() {
    List<FiberTask<?>> cancelled = new ArrayList<>();
    List<WaitNode> sentAway = new ArrayList<>();
    lock();
    try {
      queue.removeIf(fiber -> fiber.isCancelled() && cancelled.add(fiber));
      for (WaitNode forker = forkers.settleFirst(); forker != null; forker = forkers.settleFirst()) {
        sentAway.add(forker);
      }
    } finally {
      unlock();
    }
    sentAway.forEach(forker -> tell(forker, Entry.CANCELLED));
    return cancelled;
  }

  /// With the lock held and room in the queue.
  private @Nullable WaitNode admitForker() {
    WaitNode forker = forkers.isEmpty() ? null : forkers.settleFirst();
    if (forker != null) {
      queue.add(fiberOf(forker));
    }
    return forker;
  }

  private static void tell(@Nullable WaitNode forker, Entry entry) {
    if (forker != null) {
      forker.succeed(entry);
      forker.waiter().finish(forker);
    }
  }

  private static FiberTask<?> fiberOf(WaitNode forker) {
    if (forker.offer() instanceof FiberTask<?> fiber) {
      return fiber;
    }
    throw new IllegalStateException("a forker without a fiber");
  }

  /// Whether it waits in the queue; for reports.
  boolean isQueued(FiberTask<?> fiber) {
    lock();
    boolean queued = queue.contains(fiber);
    unlock();
    return queued;
  }

  /// Such as `8 of 8 running, 3 queued`.
  @Override
  public String toString() {
    lock();
    String text = running + " of " + limit + " running, " + queue.size() + " queued";
    unlock();
    return text;
  }

  /// One forker's wait for room.
  private final class Entering extends Event<Entry> {
    private final FiberTask<?> fiber;
    private final Forks scope;

    Entering(FiberTask<?> fiber, Forks scope) {
      this.fiber = fiber;
      this.scope = scope;
    }

    @Override
    public Object offer() {
      return fiber;
    }

    @Override
    public boolean poll(WaitNode node) {
      Entry entry = enter(fiber);
      if (entry == Entry.FULL) {
        return false;
      }
      node.succeed(entry);
      return true;
    }

    @Override
    public void enlist(WaitNode node) {
      lock();
      boolean cancelled = fiber.isCancelled();
      if (isFull() && !cancelled) {
        forkers.add(node);
        unlock();
        return;
      }
      boolean settled = node.waiter().settleSelf();
      if (settled) {
        node.succeed(cancelled ? Entry.CANCELLED : admit(fiber)); // with the lock held: somebody else may be about to take the place
      }
      unlock();
      if (settled) {
        node.waiter().finish(node);
      }
    }

    @Override
    public void delist(WaitNode node) {
      lock();
      forkers.remove(node);
      unlock();
    }

    @Override
    public WaitReason reason() {
      return scope.whyNoPlace("fork in", Gate.this);
    }

    /// Whoever ends leaves his place to the forker, or room in the queue.
    @Override
    public List<Thread> anyHolders() {
      return scope.placeHolders();
    }
  }
}
