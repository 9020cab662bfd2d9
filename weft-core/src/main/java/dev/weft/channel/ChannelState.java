package dev.weft.channel;

import dev.weft.internal.util.Names;
import dev.weft.internal.util.Texts;
import dev.weft.wait.WaitQueue;
import java.lang.System.Logger.Level;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// All that a channel knows: its values, who waits, whether it has ended and why, what it is called.
///
/// Invariants, whenever the lock is free:
///
/// 1. A waiter that can still be settled waits among the receivers only if the ring is empty and the channel is open.
/// 2. One waits among the senders only if the ring is full and the channel is open.
/// 3. Waiters of both kinds wait at once only if they belong to the same select.
/// 4. After the close the ring only shrinks.
///
/// Written under the lock; `closed` and what is only described is read without it.
abstract class ChannelState<T> extends Ring {
  final Overflow overflow;
  final WaitQueue receivers = new WaitQueue();
  final WaitQueue senders = new WaitQueue();
  private volatile boolean closed;
  private volatile @Nullable Throwable cause;
  private volatile @Nullable Consumer<? super T> undelivered;
  private volatile @Nullable String name;

  ChannelState(int capacity, Overflow overflow) {
    super(capacity);
    this.overflow = overflow;
  }

  // ---- the end

  public final boolean isClosed() {
    return closed;
  }

  /// Why it was closed, if a reason was given.
  final @Nullable Throwable cause() {
    return cause;
  }

  /// With the lock held: no value comes in from here on.
  final void end(@Nullable Throwable why) {
    cause = why;
    closed = true;
  }

  // ---- what it does to values and callers that come in vain; without the lock

  /// Gives a value that nobody will receive to the hook.
  final void discard(@Nullable T value) {
    Consumer<? super T> hook = undelivered;
    if (hook != null && value != null) {
      try {
        hook.accept(value);
      } catch (Throwable t) { // in the middle of a close or of somebody's send, which must go on
        System.getLogger("dev.weft").log(Level.ERROR, "the undelivered hook of " + this + " threw", t);
      }
    }
  }

  final ChannelClosedException closedForSend() {
    return new ChannelClosedException("send on a closed channel: " + this + "; the value was not taken", cause);
  }

  final ChannelClosedException closedForReceive() {
    return new ChannelClosedException("receive from a closed channel without values: " + this, cause);
  }

  final void setUndelivered(Consumer<? super T> hook) {
    undelivered = hook;
  }

  // ---- what it is

  final void setName(String newName) {
    name = newName;
  }

  public final int size() {
    lock();
    int now = sizeOpaque();
    unlock();
    return now;
  }

  /// Such as `channel pages: 3 of 100, 2 receiving, closed`.
  @Override
  public final String toString() {
    lock();
    int size = sizeOpaque();
    int waitingReceivers = receivers.size();
    int waitingSenders = senders.size();
    unlock();
    var text = new StringBuilder(Names.of("channel", name, this)).append(": ");
    switch (capacity()) {
      case 0 -> text.append("rendezvous");
      case Integer.MAX_VALUE -> text.append(size).append(" of any number");
      default -> text.append(size).append(" of ").append(capacity());
    }
    if (waitingReceivers > 0) {
      text.append(", ").append(waitingReceivers).append(" receiving");
    }
    if (waitingSenders > 0) {
      text.append(", ").append(waitingSenders).append(" sending");
    }
    if (closed) {
      text.append(cause == null ? ", closed" : ", closed by " + Texts.of(cause));
    }
    return text.toString();
  }
}
