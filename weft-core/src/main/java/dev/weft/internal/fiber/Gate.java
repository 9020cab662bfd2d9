package dev.weft.internal.fiber;

import dev.weft.WaitReason;
import dev.weft.internal.util.Locked;
import dev.weft.wait.Event;
import dev.weft.wait.WaitNode;
import dev.weft.wait.WaitQueue;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Lets so many fibers of a scope run at a time; so many more wait in a queue; who forks beyond that waits for room.
///
/// Invariants: a fiber waits in the queue only while all places are taken; a forker waits only while the queue is full. So whoever
/// leaves a place gives it to the head of the queue, and the room there to the first forker. A forker's fiber is its node's offer:
/// who settles the forker admits the fiber, and an interrupt that comes a moment later changes nothing.
public final class Gate extends Locked {
  /// What became of a fiber that wanted in.
  public enum Entry {
    /// Start it.
    STARTS,
    /// It will be started when its turn comes.
    QUEUED,
    /// Neither.
    FULL
  }

  private final int limit;
  private final int room;
  private final ArrayDeque<FiberTask<?>> queue = new ArrayDeque<>();
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
    Entry entry = Entry.FULL;
    if (running < limit) {
      running++;
      entry = Entry.STARTS;
    } else if (queue.size() < room) {
      queue.add(fiber);
      entry = Entry.QUEUED;
    }
    unlock();
    return entry;
  }

  /// Waits until the fiber has been taken in. Parks.
  ///
  /// @return whether it must be started by the caller
  public Entry awaitEntry(FiberTask<?> fiber, String scope) throws InterruptedException {
    return new Entering(fiber, scope).await();
  }

  /// A fiber has left its place. The next one gets it, if there is one: the caller must start it.
  public @Nullable FiberTask<?> leave() {
    WaitNode forker;
    FiberTask<?> next;
    lock();
    next = queue.poll();
    forker = forkers.isEmpty() ? null : forkers.settleFirst();
    if (next == null && forker == null) {
      running--;
    }
    if (next != null && forker != null) {
      queue.add(fiberOf(forker));
    }
    unlock();
    if (forker != null) {
      forker.succeed(next == null ? Entry.STARTS : Entry.QUEUED);
      forker.waiter().finish(forker);
    }
    return next;
  }

  /// Takes all out of the queue, because they cannot be started any more.
  public List<FiberTask<?>> drain() {
    lock();
    List<FiberTask<?>> all = new ArrayList<>(queue);
    queue.clear();
    unlock();
    return all;
  }

  private static FiberTask<?> fiberOf(WaitNode forker) {
    if (forker.offer() instanceof FiberTask<?> fiber) {
      return fiber;
    }
    throw new IllegalStateException("a forker without a fiber");
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
    private final String scope;

    Entering(FiberTask<?> fiber, String scope) {
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
      boolean free = running < limit || queue.size() < room;
      if (!free) {
        forkers.add(node);
      }
      unlock();
      if (free && node.waiter().settleSelf()) {
        Entry entry = enter(fiber);
        if (entry == Entry.FULL) {
          throw new IllegalStateException("a place was lost: " + Gate.this);
        }
        node.succeed(entry);
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
      return WaitReason.of("fork in", scope + ": " + Gate.this);
    }
  }
}
