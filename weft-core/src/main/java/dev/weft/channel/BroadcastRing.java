package dev.weft.channel;

import dev.weft.internal.util.Locked;
import dev.weft.wait.WaitNode;
import dev.weft.wait.WaitQueue;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A broadcast's values, its subscribers' places among them, and those who wait; one lock for all.
///
/// Positions count from 0 and never wrap: `head` is the oldest value that somebody has not taken, `tail` the next to be written; value
/// number i lies at i modulo the ring's length. Invariants, whenever the lock is free:
///
/// 1. `head` = the least cursor of all subscribers, `tail` without any; tail - head <= length <= capacity.
/// 2. A subscriber's receivers wait only if its cursor = tail and neither it nor the broadcast has ended.
/// 3. Senders wait only if tail - head = capacity, the policy is to wait, and the broadcast is open.
/// 4. `slowestCount` = how many cursors = head. So only the last one to leave it looks at all the others.
///
/// All methods are called with the lock held. Whoever is settled under it is finished after it: [#leave] does that.
abstract class BroadcastRing<T> extends Locked {
  private static final int FIRST_LENGTH = 16;

  private final Slow slow;
  private final int capacity;

  /// Grows up to the capacity when it is needed.
  private @Nullable Object[] ring;

  private long head;
  private long tail;
  private int slowestCount;
  final List<Subscription<T>> subscribers = new ArrayList<>();
  final WaitQueue senders = new WaitQueue();
  final List<WaitNode> settled = new ArrayList<>();

  BroadcastRing(int capacity, Slow slow) {
    this.slow = slow;
    this.capacity = capacity;
    this.ring = new @Nullable Object[Math.min(capacity, FIRST_LENGTH)];
  }

  /// Leaves the lock, then lets go on who has been settled under it.
  final void leave() {
    if (settled.isEmpty()) {
      unlock();
      return;
    }
    List<WaitNode> nodes = List.copyOf(settled);
    settled.clear();
    unlock();
    nodes.forEach(node -> node.waiter().finish(node));
  }

  // ---- positions

  final long tail() {
    return tail;
  }

  final int capacity() {
    return capacity;
  }

  /// How many values somebody has not taken yet.
  final long kept() {
    return tail - head;
  }

  /// Whether it is one of those whom the oldest value is kept for.
  final boolean isSlowest(Subscription<T> subscriber) {
    return subscriber.cursor == head;
  }

  @SuppressWarnings("unchecked")
  final T at(long position) {
    return (T) Objects.requireNonNull(ring[(int) (position % ring.length)]);
  }

  /// A new one, which gets the values from here on.
  final void enter(Subscription<T> subscriber) {
    subscribers.add(subscriber);
    if (isSlowest(subscriber)) {
      slowestCount++;
    }
  }

  // ---- writing

  /// Whether one more value can be written now, perhaps at the expense of the slowest.
  final boolean canMakeRoom() {
    return kept() < capacity || slow != Slow.HOLDS_UP;
  }

  /// Writes one more value, if need be at the expense of the slowest. Only if [#canMakeRoom()]. Leaves the lock if there is no memory for it.
  final void write(T value) {
    makeRoom();
    ring[(int) (tail % ring.length)] = value;
    tail++;
    for (Subscription<T> each : subscribers) {
      WaitNode receiver = each.receivers.settleFirst();
      if (receiver != null) {
        receiver.succeed(value);
        settled.add(receiver);
        each.cursor++;
      }
    }
    advanceHead();
  }

  private void makeRoom() {
    if (kept() < ring.length) {
      return;
    }
    if (ring.length < capacity) {
      grow();
      return;
    }
    for (Subscription<T> each : List.copyOf(subscribers)) {
      if (isSlowest(each)) {
        switch (slow) {
          case HOLDS_UP -> throw new IllegalStateException("no room: it holds up " + each.label());
          case MISSES -> {
            each.cursor++;
            each.missed++;
          }
          case IS_DROPPED -> drop(each);
        }
      }
    }
    advanceHead();
  }

  private void grow() {
    @Nullable Object[] wider;
    try {
      wider = new @Nullable Object[(int) Math.min(capacity, 2L * ring.length)];
    } catch (OutOfMemoryError e) { // the sender's alone: the others go on with what is here
      unlock();
      throw e;
    }
    for (long i = head; i < tail; i++) {
      wider[(int) (i % wider.length)] = ring[(int) (i % ring.length)];
    }
    ring = wider;
  }

  /// It keeps what it has not taken, in a list of its own.
  private void drop(Subscription<T> late) {
    subscribers.remove(late);
    for (long i = late.cursor; i < tail; i++) {
      late.rest.add(at(i));
    }
    late.cursor = tail;
    end(late, new SlowSubscriberException("too slow for " + capacity + " values of a broadcast, so it gets no more"));
  }

  /// A subscriber gets no more values than it has already; its receivers are told.
  final void end(Subscription<T> subscription, @Nullable Throwable why) {
    subscription.ended = true;
    subscription.failure = why;
    WaitNode receiver = subscription.receivers.settleFirst();
    while (receiver != null) {
      receiver.end(why);
      settled.add(receiver);
      receiver = subscription.receivers.settleFirst();
    }
  }

  // ---- forgetting

  /// Forgets what everybody has taken.
  private void advanceHead() {
    long least = tail;
    slowestCount = 0;
    for (Subscription<T> each : subscribers) {
      if (each.cursor < least) {
        least = each.cursor;
        slowestCount = 0;
      }
      if (each.cursor == least) {
        slowestCount++;
      }
    }
    while (head < least) {
      ring[(int) (head++ % ring.length)] = null;
    }
  }

  /// One of the slowest has gone on, or has left: the last of them makes room, and lets senders in.
  @SuppressWarnings("unchecked") // a sender's offer is its value
  final void slowestGone() {
    if (--slowestCount > 0) {
      return;
    }
    advanceHead();
    while (kept() < capacity && !senders.isEmpty()) {
      WaitNode sender = senders.settleFirst();
      if (sender != null) {
        write((T) Objects.requireNonNull(sender.offer()));
        settled.add(sender);
      }
    }
  }
}
