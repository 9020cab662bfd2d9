package dev.weft.channel;

import dev.weft.Selectable;
import dev.weft.internal.run.Interruption;
import dev.weft.internal.util.Names;
import dev.weft.wait.WaitNode;
import dev.weft.wait.Waiter;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// All channels: a ring, two queues of waiters, one spin lock. This is what users call; the rooms below have what it is made of.
///
/// The structure is that of Go's `hchan`; the queues hold first-class waiters, so that a select claims instead of locking all its
/// channels in order. An operation that is not part of a select waits in one queue alone, and is settled under its lock.
final class RingChannel<T> extends SelectSide<T> implements Channel<T> {
  private final ReceiveEvent<T> receiving = new ReceiveEvent<>(this);
  private final SendEvent<T> sending = new SendEvent<>(this, null);

  RingChannel(int capacity, Overflow overflow) {
    super(capacity, overflow);
  }

  // ---- sending

  @Override
  public void send(T value) throws InterruptedException {
    Objects.requireNonNull(value, "a channel's value cannot be null");
    Interruption.check();
    lock();
    if (offer(value)) { // unlocks if true
      return;
    }
    Waiter waiter = Waiter.alone(sending, value);
    senders.add(waiter);
    unlock();
    if (!waiter.await()) {
      throw Interruption.thrown();
    }
    completeSend(waiter);
  }

  @Override
  public boolean trySend(T value) {
    Objects.requireNonNull(value, "a channel's value cannot be null");
    if (isClosed()) {
      return false;
    }
    lock();
    if (isClosed()) {
      unlock();
      return false;
    }
    if (offer(value)) {
      return true;
    }
    unlock();
    return false;
  }

  // ---- receiving

  @Override
  public T receive() throws InterruptedException {
    T value = takeOrLock();
    return value != null ? value : completeReceive(awaitValue());
  }

  @Override
  public Received<T> next() throws InterruptedException {
    T value = takeOrLock();
    return value != null ? new Received.Value<>(value) : completeNext(awaitValue());
  }

  /// The next value, or null at an end without a cause.
  @Nullable T receiveOrNull() throws InterruptedException {
    T value = takeOrLock();
    if (value != null) {
      return value;
    }
    WaitNode node = awaitValue();
    return node.ended() && node.failure() == null ? null : completeReceive(node);
  }

  /// The next value if it is there, without a node. Leaves the lock held if it returns null.
  private @Nullable T takeOrLock() throws InterruptedException {
    Interruption.check();
    lock();
    T value = takeBuffered(); // unlocks if there is one
    return value != null ? value : takeValue();
  }

  /// With the lock held and no value there; leaves it. The node holds a value or the end.
  private WaitNode awaitValue() throws InterruptedException {
    Waiter waiter = Waiter.alone(receiving, null);
    if (isClosed()) {
      unlock();
      waiter.end(cause());
      return waiter;
    }
    receivers.add(waiter);
    unlock();
    if (!waiter.await()) {
      throw Interruption.thrown();
    }
    return waiter;
  }

  @Override
  public Optional<T> tryReceive() {
    lock();
    T value = takeValue();
    if (value == null) {
      unlock();
    }
    return Optional.ofNullable(value);
  }

  @Override
  public List<T> receiveUpTo(int maximum) throws InterruptedException {
    if (maximum < 1) {
      throw new IllegalArgumentException("a batch has room for at least one value, not " + maximum);
    }
    List<T> batch = new ArrayList<>();
    T first = receiveOrNull();
    if (first == null) {
      return batch;
    }
    batch.add(first);
    Optional<T> more = batch.size() < maximum ? tryReceive() : Optional.empty();
    while (more.isPresent()) {
      batch.add(more.get());
      more = batch.size() < maximum ? tryReceive() : Optional.empty();
    }
    return batch;
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

  // ---- the end

  @Override
  public void close() {
    closeWith(null);
  }

  @Override
  public void close(Throwable why) {
    closeWith(Objects.requireNonNull(why, "cause"));
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

  // ---- what it is called, and who gets what nobody receives

  @Override
  public Channel<T> named(String newName) {
    setName(Names.given(newName));
    return this;
  }

  @Override
  public Channel<T> onUndelivered(Consumer<? super T> hook) {
    setUndelivered(Objects.requireNonNull(hook, "hook"));
    return this;
  }
}
