package dev.weft.channel;

import dev.weft.wait.WaitNode;
import dev.weft.wait.WaitQueue;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How values go from senders to receivers, as far as nobody has to wait, and how all of it ends.
///
/// Whoever settles a waiter under the lock finishes it after leaving the lock: resuming runs callbacks and scheduling. So these methods
/// are called with the lock held, and leave it if they have done something.
abstract class HandOver<T> extends ChannelState<T> {
  HandOver(int capacity, Overflow overflow) {
    super(capacity, overflow);
  }

  /// With the lock held: hands over the value if that is possible now. Leaves the lock if it returns true or throws.
  final boolean offer(T value) {
    if (isClosed()) {
      unlock();
      discard(value);
      throw closedForSend();
    }
    WaitNode receiver = receivers.isEmpty() ? null : receivers.settleFirst();
    if (receiver != null) {
      unlock();
      receiver.succeed(value);
      receiver.waiter().finish(receiver);
      return true;
    }
    if (!isFull()) {
      add(value);
      unlock();
      return true;
    }
    return overflow != Overflow.PARK && drop(value);
  }

  /// With the lock held and the ring full; leaves the lock.
  @SuppressWarnings("unchecked")
  private boolean drop(T value) {
    T dropped = value;
    if (overflow == Overflow.DROP_OLDEST) {
      dropped = (T) exchange(value);
    }
    unlock();
    discard(dropped);
    return true;
  }

  /// With the lock held: the next value if it is in the ring and nobody waits to send: the frequent case, small enough to be compiled into
  /// the caller. Leaves the lock if it is not null.
  @SuppressWarnings("unchecked")
  final @Nullable T takeBuffered() {
    if (holdsNothing() || !senders.isEmpty()) {
      return null;
    }
    var value = (T) take();
    unlock();
    return value;
  }

  /// With the lock held: the next value, from the ring or from a sender that waits. Leaves the lock if it is not null.
  @SuppressWarnings("unchecked")
  final @Nullable T takeValue() {
    boolean ringEmpty = holdsNothing();
    WaitNode sender = senders.isEmpty() ? null : senders.settleFirst();
    if (sender == null) {
      if (ringEmpty) {
        return null;
      }
      var value = (T) take();
      unlock();
      return value;
    }
    Object value = ringEmpty ? sender.offer() : exchange(sender.offer());
    unlock();
    sender.waiter().finish(sender);
    return (T) value;
  }

  /// With the lock held: takes a value or the end into the node if either is there. Leaves the lock if it returns true.
  final boolean takeInto(WaitNode node) {
    T value = takeValue();
    if (value != null) {
      node.succeed(value);
      return true;
    }
    if (isClosed()) {
      unlock();
      node.end(cause());
      return true;
    }
    return false;
  }

  /// Without the lock: no more values come in, and all who wait are told.
  @SuppressWarnings("unchecked") // a sender's offer is its value
  final void closeWith(@Nullable Throwable why) {
    List<WaitNode> refused = new ArrayList<>();
    List<WaitNode> ended = new ArrayList<>();
    lock();
    if (isClosed()) {
      unlock();
      return;
    }
    end(why);
    settleAll(senders, refused);
    settleAll(receivers, ended);
    unlock();
    for (WaitNode node : ended) {
      node.end(why);
      node.waiter().finish(node);
    }
    for (WaitNode node : refused) {
      node.end(why);
      node.waiter().finish(node);
      discard((T) node.offer());
    }
  }

  private static void settleAll(WaitQueue queue, List<WaitNode> into) {
    WaitNode node = queue.settleFirst();
    while (node != null) {
      into.add(node);
      node = queue.settleFirst();
    }
  }
}
