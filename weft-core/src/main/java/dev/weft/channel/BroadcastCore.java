package dev.weft.channel;

import dev.weft.internal.util.Locked;
import dev.weft.wait.WaitNode;
import dev.weft.wait.WaitQueue;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A broadcast's ring, its subscribers' places in it, and those who wait; one lock for all.
///
/// Positions count from 0 and never wrap: `head` is the oldest value that somebody has not taken, `tail` the next to be written; value
/// number i lies at i modulo the capacity. Invariants, whenever the lock is free:
///
/// 1. `head` = the least cursor of all subscribers, `tail` without any; tail - head <= capacity.
/// 2. A subscriber's receivers wait only if its cursor = tail and neither it nor the broadcast has ended.
/// 3. Senders wait only if tail - head = capacity, the policy is to wait, and the broadcast is open.
///
/// Whoever is settled under the lock is finished after it: [#leave] does that.
final class BroadcastCore<T> extends Locked {
  private final Broadcast<T> owner;
  private final Slow slow;
  private final @Nullable Object[] ring;
  private final List<Subscription<T>> subscribers = new ArrayList<>();
  private final WaitQueue senders = new WaitQueue();
  private final List<WaitNode> settled = new ArrayList<>();
  private long head;
  private long tail;
  private volatile boolean closed;
  private @Nullable Throwable cause;

  BroadcastCore(Broadcast<T> owner, int capacity, Slow slow) {
    this.owner = owner;
    this.slow = slow;
    this.ring = new @Nullable Object[capacity];
  }

  boolean isClosed() {
    return closed;
  }

  /// Leaves the lock, then lets go on who has been settled under it.
  private void leave() {
    if (settled.isEmpty()) {
      unlock();
      return;
    }
    List<WaitNode> nodes = List.copyOf(settled);
    settled.clear();
    unlock();
    nodes.forEach(node -> node.waiter().finish(node));
  }

  // ---- subscribers

  Subscription<T> subscribe() {
    lock();
    var subscription = new Subscription<>(this, tail);
    if (!closed) {
      subscribers.add(subscription);
    }
    leave();
    return subscription;
  }

  void unsubscribe(Subscription<T> subscription) {
    lock();
    if (subscribers.remove(subscription)) {
      subscription.cursor = tail;
      end(subscription, null);
      advance();
    }
    leave();
  }

  private void end(Subscription<T> subscription, @Nullable Throwable why) {
    subscription.ended = true;
    subscription.failure = why;
    WaitNode receiver = subscription.receivers.settleFirst();
    while (receiver != null) {
      receiver.end(why);
      settled.add(receiver);
      receiver = subscription.receivers.settleFirst();
    }
  }

  // ---- sending

  boolean trySend(T value) {
    lock();
    boolean sent = !closed && makeRoom();
    if (sent) {
      write(value);
    }
    leave();
    return sent;
  }

  boolean pollSend(WaitNode node, T value) {
    lock();
    boolean done = closed || makeRoom();
    if (done) {
      sendNow(node, value);
    }
    leave();
    return done;
  }

  void enlistSend(WaitNode node, T value) {
    lock();
    if (!closed && !makeRoom()) {
      senders.add(node);
    } else if (node.waiter().settleSelf()) {
      sendNow(node, value);
      settled.add(node);
    }
    leave();
  }

  private void sendNow(WaitNode node, T value) {
    if (closed) {
      node.end(cause);
    } else {
      write(value);
    }
  }

  void forgetSender(WaitNode node) {
    lock();
    senders.remove(node);
    unlock();
  }

  /// Whether one more value fits now, perhaps at the expense of the slowest.
  private boolean makeRoom() {
    if (tail - head < ring.length) {
      return true;
    }
    for (Subscription<T> each : List.copyOf(subscribers)) {
      if (each.cursor == head) {
        switch (slow) {
          case HOLDS_UP -> {
            return false;
          }
          case MISSES -> {
            each.cursor++;
            each.missed++;
          }
          case IS_DROPPED -> drop(each);
        }
      }
    }
    advanceHead();
    return true;
  }

  /// It keeps what it has not taken, in a list of its own.
  private void drop(Subscription<T> late) {
    subscribers.remove(late);
    for (long i = late.cursor; i < tail; i++) {
      late.rest.add(at(i));
    }
    late.cursor = tail;
    end(late, new SlowSubscriberException("too slow for " + ring.length + " values of a broadcast, so it gets no more"));
  }

  /// There is room.
  private void write(T value) {
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

  /// Forgets what everybody has taken.
  private void advanceHead() {
    long least = tail;
    for (Subscription<T> each : subscribers) {
      least = Math.min(least, each.cursor);
    }
    while (head < least) {
      ring[(int) (head++ % ring.length)] = null;
    }
  }

  /// The same, and lets senders in where there is room now.
  @SuppressWarnings("unchecked") // a sender's offer is its value
  private void advance() {
    advanceHead();
    while (tail - head < ring.length && !senders.isEmpty()) {
      WaitNode sender = senders.settleFirst();
      if (sender != null) {
        write((T) Objects.requireNonNull(sender.offer()));
        settled.add(sender);
      }
    }
  }

  // ---- receiving

  boolean pollReceive(Subscription<T> by, WaitNode node) {
    lock();
    boolean done = take(by, node);
    leave();
    return done;
  }

  void enlistReceive(Subscription<T> by, WaitNode node) {
    lock();
    if (!by.rest.isEmpty() || hasNext(by) || by.ended || closed) {
      if (node.waiter().settleSelf()) {
        take(by, node);
        settled.add(node);
      }
    } else {
      by.receivers.add(node);
    }
    leave();
  }

  private boolean take(Subscription<T> by, WaitNode node) {
    if (!by.rest.isEmpty()) {
      node.succeed(by.rest.remove());
      return true;
    }
    if (hasNext(by)) {
      boolean slowest = by.cursor == head;
      node.succeed(at(by.cursor++));
      if (slowest) {
        advance();
      }
      return true;
    }
    if (by.ended || closed) {
      node.end(by.ended ? by.failure : cause);
      return true;
    }
    return false;
  }

  /// Whether the ring has something for it; an ended one keeps what it still gets in `rest`.
  private boolean hasNext(Subscription<T> by) {
    return !by.ended && by.cursor < tail;
  }

  @SuppressWarnings("unchecked")
  private T at(long position) {
    return (T) Objects.requireNonNull(ring[(int) (position % ring.length)]);
  }

  void forgetReceiver(Subscription<T> by, WaitNode node) {
    lock();
    by.receivers.remove(node);
    unlock();
  }

  // ---- the end

  void close(@Nullable Throwable why) {
    lock();
    if (!closed) {
      closed = true;
      cause = why;
      for (WaitNode sender = senders.settleFirst(); sender != null; sender = senders.settleFirst()) {
        sender.end(why);
        settled.add(sender);
      }
      for (Subscription<T> each : subscribers) {
        if (each.cursor == tail) {
          end(each, why);
        }
      }
    }
    leave();
  }

  // ---- what it is

  long unread(Subscription<T> by) {
    lock();
    long count = (hasNext(by) ? tail - by.cursor : 0) + by.rest.size();
    unlock();
    return count;
  }

  List<String> slowest() {
    List<String> names = new ArrayList<>();
    lock();
    for (Subscription<T> each : subscribers) {
      if (each.cursor == head && head < tail) {
        names.add(each.label());
      }
    }
    unlock();
    return names;
  }

  String describe() {
    lock();
    String text = (tail - head) + " of " + ring.length + ", " + subscribers.size() + " subscribers";
    int waiting = senders.size();
    unlock();
    return text + (waiting == 0 ? "" : ", " + waiting + " sending") + (closed ? ", closed" : "");
  }

  Broadcast<T> owner() {
    return owner;
  }
}
