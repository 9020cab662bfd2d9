package dev.weft.channel;

import dev.weft.wait.WaitNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is done to a broadcast: subscribing, sending, receiving, closing. Each takes the lock, changes the [BroadcastRing] and leaves.
final class BroadcastCore<T> extends BroadcastRing<T> {
  private final Broadcast<T> owner;
  private volatile boolean closed;
  private @Nullable Throwable cause;

  BroadcastCore(Broadcast<T> owner, int capacity, Slow slow) {
    super(capacity, slow);
    this.owner = owner;
  }

  boolean isClosed() {
    return closed;
  }

  // ---- subscribers

  Subscription<T> subscribe() {
    lock();
    var subscription = new Subscription<>(this, tail());
    if (!closed) {
      enter(subscription);
    }
    leave();
    return subscription;
  }

  void unsubscribe(Subscription<T> subscription) {
    lock();
    subscription.rest.clear();
    if (subscribers.remove(subscription)) {
      boolean slowest = isSlowest(subscription);
      subscription.cursor = tail();
      end(subscription, null);
      if (slowest) {
        slowestGone();
      }
    }
    leave();
  }

  // ---- sending

  boolean trySend(T value) {
    lock();
    boolean sent = !closed && canMakeRoom();
    if (sent) {
      write(value);
    }
    leave();
    return sent;
  }

  boolean pollSend(WaitNode node, T value) {
    lock();
    boolean done = closed || canMakeRoom();
    if (done) {
      sendNow(node, value);
    }
    leave();
    return done;
  }

  void enlistSend(WaitNode node, T value) {
    lock();
    if (!closed && !canMakeRoom()) {
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
      boolean slowest = isSlowest(by);
      node.succeed(at(by.cursor++));
      if (slowest) {
        slowestGone();
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
    return !by.ended && by.cursor < tail();
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
        if (each.cursor == tail()) {
          end(each, why);
        }
      }
    }
    leave();
  }

  // ---- what it is

  long unread(Subscription<T> by) {
    lock();
    long count = (hasNext(by) ? tail() - by.cursor : 0) + by.rest.size();
    unlock();
    return count;
  }

  long missed(Subscription<T> by) {
    lock();
    long count = by.missed;
    unlock();
    return count;
  }

  /// Those for whom the oldest value is kept.
  List<String> slowest() {
    List<String> names = new ArrayList<>();
    lock();
    for (Subscription<T> each : subscribers) {
      if (kept() > 0 && isSlowest(each)) {
        names.add(each.label());
      }
    }
    unlock();
    return names;
  }

  String describe() {
    lock();
    String text = kept() + " of " + capacity() + ", " + subscribers.size() + (subscribers.size() == 1 ? " subscriber" : " subscribers");
    int waiting = senders.size();
    unlock();
    return text + (waiting == 0 ? "" : ", " + waiting + " sending") + (closed ? ", closed" : "");
  }

  Broadcast<T> owner() {
    return owner;
  }
}
