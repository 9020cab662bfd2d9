package dev.weft.channel;

import dev.weft.Selectable;
import dev.weft.internal.util.Locked;
import dev.weft.wait.WaitNode;
import dev.weft.wait.WaitQueue;
import dev.weft.wait.Waiter;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// All channels: a ring, two queues of waiters, one spin lock.
///
/// Invariants, whenever the lock is free:
///
/// 1. A waiter that can still be settled waits among the receivers only if the ring is empty and the channel is open.
/// 2. One waits among the senders only if the ring is full and the channel is open.
/// 3. Waiters of both kinds wait at once only if they belong to the same select.
/// 4. After the close the ring only shrinks.
///
/// Whoever settles a waiter under the lock finishes it after leaving the lock: resuming runs callbacks and scheduling.
/// The structure is that of Go's `hchan`; the queues hold first-class waiters, so that a select claims instead of locking all its
/// channels in order.
final class RingChannel<T> extends Locked implements Channel<T> {
  private final Overflow overflow;
  private final Ring ring;
  private final WaitQueue receivers = new WaitQueue();
  private final WaitQueue senders = new WaitQueue();
  private final ReceiveEvent<T> receiving = new ReceiveEvent<>(this);
  private final SendEvent<T> sending = new SendEvent<>(this, null);
  private volatile boolean closed;
  private volatile @Nullable Throwable cause;
  private volatile @Nullable Consumer<? super T> undelivered;
  private volatile @Nullable String name;

  RingChannel(int capacity, Overflow overflow) {
    this.ring = new Ring(capacity);
    this.overflow = overflow;
  }

  // ---- sending

  @Override
  public void send(T value) throws InterruptedException {
    Objects.requireNonNull(value, "a channel's value cannot be null");
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    lock();
    if (offer(value)) { // unlocks if true
      return;
    }
    var waiter = new Waiter(sending, value);
    senders.add(waiter);
    unlock();
    if (!waiter.await()) {
      forgetSender(waiter);
      throw new InterruptedException();
    }
    completeSend(waiter);
  }

  @Override
  public boolean trySend(T value) {
    Objects.requireNonNull(value, "a channel's value cannot be null");
    if (closed) {
      return false;
    }
    lock();
    if (closed) {
      unlock();
      return false;
    }
    if (offer(value)) {
      return true;
    }
    unlock();
    return false;
  }

  /// With the lock held: hands over the value if that is possible now. Leaves the lock if it returns true or throws.
  private boolean offer(T value) {
    if (closed) {
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
    if (!ring.isFull()) {
      ring.add(value);
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
      dropped = (T) ring.take();
      ring.add(value);
    }
    unlock();
    discard(dropped);
    return true;
  }

  private void discard(@Nullable T value) {
    Consumer<? super T> hook = undelivered;
    if (hook != null && value != null) {
      try {
        hook.accept(value);
      } catch (Throwable t) { // in the middle of a close or of somebody's send, which must go on
        System.getLogger("dev.weft").log(Level.ERROR, "the undelivered hook of " + this + " threw", t);
      }
    }
  }

  void completeSend(WaitNode node) {
    if (node.ended()) {
      throw closedForSend();
    }
  }

  private ChannelClosedException closedForSend() {
    return new ChannelClosedException("send on a closed channel: " + this + "; the value was not taken", cause);
  }

  // ---- receiving

  @Override
  public T receive() throws InterruptedException {
    T value = takeBuffered();
    return value != null ? value : completeReceive(receiveLocked());
  }

  @Override
  public Received<T> next() throws InterruptedException {
    T value = takeBuffered();
    return value != null ? new Received.Value<>(value) : completeNext(receiveLocked());
  }

  /// The next value, or null at an end without a cause.
  @Nullable T receiveOrNull() throws InterruptedException {
    T value = takeBuffered();
    if (value != null) {
      return value;
    }
    WaitNode node = receiveLocked();
    return node.ended() && node.failure() == null ? null : completeReceive(node);
  }

  /// The frequent case of a buffer, without a node. Leaves the lock held if it returns null.
  @SuppressWarnings("unchecked")
  private @Nullable T takeBuffered() throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    lock();
    if (ring.size() == 0 || !senders.isEmpty()) {
      return null;
    }
    T value = (T) ring.take();
    unlock();
    return value;
  }

  private WaitNode receiveNode() throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    lock();
    return receiveLocked();
  }

  /// With the lock held; leaves it.
  private WaitNode receiveLocked() throws InterruptedException {
    var waiter = new Waiter(receiving, null);
    if (take(waiter)) { // unlocks if true
      return waiter;
    }
    receivers.add(waiter);
    unlock();
    if (!waiter.await()) {
      forgetReceiver(waiter);
      throw new InterruptedException();
    }
    return waiter;
  }

  @Override
  public Optional<T> tryReceive() {
    var waiter = new Waiter(receiving, null);
    return pollReceive(waiter) && !waiter.ended() ? Optional.of(completeReceive(waiter)) : Optional.empty();
  }

  @Override
  public List<T> receiveUpTo(int maximum) throws InterruptedException {
    if (maximum < 1) {
      throw new IllegalArgumentException("a batch has room for at least one value, not " + maximum);
    }
    List<T> batch = new ArrayList<>();
    WaitNode first = receiveNode();
    if (first.ended()) {
      if (first.failure() != null) {
        throw closedForReceive();
      }
      return batch;
    }
    batch.add(completeReceive(first));
    Optional<T> more = batch.size() < maximum ? tryReceive() : Optional.empty();
    while (more.isPresent()) {
      batch.add(more.get());
      more = batch.size() < maximum ? tryReceive() : Optional.empty();
    }
    return batch;
  }

  /// With the lock held: takes a value or the end into the node if either is there. Leaves the lock if it returns true.
  private boolean take(WaitNode into) {
    if (ring.size() > 0) {
      into.succeed(ring.take());
      WaitNode sender = senders.isEmpty() ? null : senders.settleFirst();
      if (sender != null) {
        ring.add(sender.offer());
      }
      unlock();
      if (sender != null) {
        sender.waiter().finish(sender);
      }
      return true;
    }
    WaitNode sender = senders.isEmpty() ? null : senders.settleFirst();
    if (sender != null) {
      unlock();
      into.succeed(sender.offer());
      sender.waiter().finish(sender);
      return true;
    }
    if (closed) {
      unlock();
      into.end(cause);
      return true;
    }
    return false;
  }

  @SuppressWarnings("unchecked")
  T completeReceive(WaitNode node) {
    if (node.ended()) {
      throw closedForReceive();
    }
    return (T) Objects.requireNonNull(node.result());
  }

  @SuppressWarnings("unchecked")
  Received<T> completeNext(WaitNode node) {
    if (!node.ended()) {
      return new Received.Value<>((T) Objects.requireNonNull(node.result()));
    }
    Throwable why = node.failure();
    return why == null ? new Received.Closed<>() : new Received.Failed<>(why);
  }

  private ChannelClosedException closedForReceive() {
    return new ChannelClosedException("receive from a closed channel without values: " + this, cause);
  }

  @Override
  public Iterator<T> iterator() {
    return new ChannelIterator<>(this);
  }

  // ---- as events

  @Override
  public Selectable<T> sending(T value) {
    return new SendEvent<>(this, Objects.requireNonNull(value, "a channel's value cannot be null"));
  }

  @Override
  public Selectable<T> receiving() {
    return receiving;
  }

  @Override
  public Selectable<Received<T>> nexting() {
    return new NextEvent<>(this);
  }

  @SuppressWarnings("unchecked")
  boolean pollSend(WaitNode node) {
    lock();
    if (closed) {
      refuse(node);
      return true;
    }
    if (offer((T) Objects.requireNonNull(node.offer()))) {
      return true;
    }
    unlock();
    return false;
  }

  /// With the lock held and the channel closed; leaves the lock. The clause is ready, and its value goes to the hook.
  @SuppressWarnings("unchecked")
  private void refuse(WaitNode node) {
    unlock();
    node.end(cause);
    discard((T) node.offer());
  }

  boolean pollReceive(WaitNode node) {
    lock();
    if (take(node)) {
      return true;
    }
    unlock();
    return false;
  }

  void enlistSend(WaitNode node) {
    while (!tryEnlist(node, receivers, senders)) {
      Thread.onSpinWait();
    }
  }

  void enlistReceive(WaitNode node) {
    while (!tryEnlist(node, senders, receivers)) {
      Thread.onSpinWait();
    }
  }

  /// One attempt to settle the node with what is there, or to queue it. False if a partner goes first: try again.
  private boolean tryEnlist(WaitNode node, WaitQueue partners, WaitQueue own) {
    boolean sends = own == senders;
    Waiter waiter = node.waiter();
    lock();
    boolean ready = closed || (sends ? !ring.isFull() || overflow != Overflow.PARK : ring.size() > 0);
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
    } else if (!take(node)) {
      throw new IllegalStateException("nothing to take: " + this);
    }
    waiter.finish(node);
    return true;
  }

  @SuppressWarnings("unchecked")
  private void sendNow(WaitNode node) {
    if (closed) {
      refuse(node);
    } else if (!offer((T) Objects.requireNonNull(node.offer()))) {
      throw new IllegalStateException("no room: " + this);
    }
  }

  void forgetSender(WaitNode node) {
    lock();
    senders.remove(node);
    unlock();
  }

  void forgetReceiver(WaitNode node) {
    lock();
    receivers.remove(node);
    unlock();
  }

  // ---- closing

  @Override
  public void close() {
    closeWith(null);
  }

  @Override
  public void close(Throwable why) {
    closeWith(Objects.requireNonNull(why, "cause"));
  }

  @SuppressWarnings("unchecked")
  private void closeWith(@Nullable Throwable why) {
    List<WaitNode> refused = new ArrayList<>();
    List<WaitNode> ended = new ArrayList<>();
    lock();
    if (closed) {
      unlock();
      return;
    }
    cause = why;
    closed = true;
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

  @Override
  public boolean isClosed() {
    return closed;
  }

  @Override
  public void abandon() {
    close();
    Optional<T> left = tryReceive();
    while (left.isPresent()) {
      discard(left.get());
      left = tryReceive();
    }
  }

  // ---- what it is

  @Override
  public Channel<T> named(String newName) {
    name = Objects.requireNonNull(newName, "name");
    return this;
  }

  @Override
  public Channel<T> onUndelivered(Consumer<? super T> hook) {
    undelivered = Objects.requireNonNull(hook, "hook");
    return this;
  }

  @Override
  public int size() {
    lock();
    int now = ring.size();
    unlock();
    return now;
  }

  @Override
  public int capacity() {
    return ring.capacity();
  }

  /// Such as `channel pages: 3 of 100, 2 receivers parked, closed`.
  @Override
  public String toString() {
    lock();
    int size = ring.size();
    int waitingReceivers = receivers.size();
    int waitingSenders = senders.size();
    unlock();
    var text = new StringBuilder("channel ");
    text.append(name == null ? "@" + Integer.toHexString(System.identityHashCode(this)) : name).append(": ");
    switch (ring.capacity()) {
      case 0 -> text.append("rendezvous");
      case Integer.MAX_VALUE -> text.append(size).append(" of any number");
      default -> text.append(size).append(" of ").append(ring.capacity());
    }
    if (waitingReceivers > 0) {
      text.append(", ").append(waitingReceivers).append(" receiving");
    }
    if (waitingSenders > 0) {
      text.append(", ").append(waitingSenders).append(" sending");
    }
    if (closed) {
      text.append(cause == null ? ", closed" : ", closed by " + cause);
    }
    return text.toString();
  }
}
