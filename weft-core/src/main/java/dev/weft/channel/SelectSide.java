package dev.weft.channel;

import dev.weft.wait.WaitNode;
import dev.weft.wait.WaitQueue;
import dev.weft.wait.Waiter;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A channel as an event: how a select meets a sender, a receiver, or another select on it.
///
/// A waiter that is known to several channels claims itself before it takes a partner here: see the arrows of [Waiter]. Two selects are
/// settled together or not at all, and no two channels are ever locked at once.
abstract class SelectSide<T> extends HandOver<T> {
  SelectSide(int capacity, Overflow overflow) {
    super(capacity, overflow);
  }

  // ---- now or never

  /// Whether a receive may find something; a moment ago, without the lock.
  final boolean mayHaveValue() {
    return sizeOpaque() > 0 || !senders.isEmptyOpaque() || isClosed();
  }

  /// Whether a send may be taken; a moment ago, without the lock.
  final boolean mayHaveRoom() {
    return sizeOpaque() < capacity() || overflow != Overflow.PARK || !receivers.isEmptyOpaque() || isClosed();
  }

  @SuppressWarnings("unchecked") // a sender's offer is its value
  final boolean pollSend(WaitNode node) {
    lock();
    if (isClosed()) {
      refuse(node);
      return true;
    }
    if (offer((T) Objects.requireNonNull(node.offer()))) {
      return true;
    }
    unlock();
    return false;
  }

  final boolean pollReceive(WaitNode node) {
    lock();
    if (takeInto(node)) {
      return true;
    }
    unlock();
    return false;
  }

  /// With the lock held and the channel closed; leaves the lock. The clause is ready, and its value goes to the hook.
  @SuppressWarnings("unchecked")
  private void refuse(WaitNode node) {
    unlock();
    node.end(cause());
    discard((T) node.offer());
  }

  // ---- waiting

  final void enlistSend(WaitNode node) {
    while (!tryEnlist(node, receivers, senders)) {
      Thread.onSpinWait();
    }
  }

  final void enlistReceive(WaitNode node) {
    while (!tryEnlist(node, senders, receivers)) {
      Thread.onSpinWait();
    }
  }

  /// One attempt to settle the node with what is there, or to queue it. False if a partner goes first: try again.
  private boolean tryEnlist(WaitNode node, WaitQueue partners, WaitQueue own) {
    boolean sends = own == senders;
    Waiter waiter = node.waiter();
    lock();
    boolean ready = isClosed() || (sends ? !isFull() || overflow != Overflow.PARK : !holdsNothing());
    if (ready) {
      return settleNow(node, sends); // unlocks
    }
    WaitNode partner = partnerOf(waiter, partners);
    if (partner == null) {
      own.add(node);
      unlock();
      return true;
    }
    if (!waiter.claim()) {
      unlock();
      return true; // settled by another of its events
    }
    switch (waiter.take(partner.waiter())) {
      case YES -> {
        waiter.commit();
        partners.remove(partner);
        unlock();
        WaitNode receiver = sends ? partner : node;
        receiver.succeed(sends ? node.offer() : partner.offer());
        waiter.finish(node);
        partner.waiter().finish(partner);
        return true;
      }
      case GONE -> {
        waiter.unclaim();
        partners.remove(partner);
        unlock();
      }
      case GIVE_WAY -> {
        waiter.unclaim();
        unlock();
        partner.waiter().awaitUnclaimed();
      }
    }
    return false;
  }

  private static @Nullable WaitNode partnerOf(Waiter waiter, WaitQueue partners) {
    WaitNode partner = partners.peek();
    while (partner != null && partner.waiter() == waiter) { // a select does not meet itself
      partner = partners.after(partner);
    }
    return partner;
  }

  /// With the lock held, when no partner is needed; leaves the lock.
  private boolean settleNow(WaitNode node, boolean sends) {
    Waiter waiter = node.waiter();
    if (!waiter.settleSelf()) {
      unlock();
      return true;
    }
    if (sends) {
      sendNow(node);
    } else if (!takeInto(node)) {
      throw new IllegalStateException("nothing to take: " + this);
    }
    waiter.finish(node);
    return true;
  }

  @SuppressWarnings("unchecked")
  private void sendNow(WaitNode node) {
    if (isClosed()) {
      refuse(node);
    } else if (!offer((T) Objects.requireNonNull(node.offer()))) {
      throw new IllegalStateException("no room: " + this);
    }
  }

  // ---- giving up

  /// False if it was not in the queue, or no longer.
  final boolean forgetSender(WaitNode node) {
    return forget(node, senders);
  }

  final boolean forgetReceiver(WaitNode node) {
    return forget(node, receivers);
  }

  private boolean forget(WaitNode node, WaitQueue queue) {
    lock();
    boolean waited = queue.remove(node);
    unlock();
    return waited;
  }

  // ---- what came of it

  final void completeSend(WaitNode node) {
    if (node.ended()) {
      throw closedForSend();
    }
  }

  @SuppressWarnings("unchecked")
  final T completeReceive(WaitNode node) {
    if (node.ended()) {
      throw closedForReceive();
    }
    return (T) Objects.requireNonNull(node.result());
  }

  @SuppressWarnings("unchecked")
  final Received<T> completeNext(WaitNode node) {
    if (!node.ended()) {
      return new Received.Value<>((T) Objects.requireNonNull(node.result()));
    }
    Throwable why = node.failure();
    return why == null ? new Received.Closed<>() : new Received.Failed<>(why);
  }
}
