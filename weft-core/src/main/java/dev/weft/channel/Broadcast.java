package dev.weft.channel;

import dev.weft.Selectable;
import dev.weft.WaitReason;
import dev.weft.internal.util.Names;
import dev.weft.wait.Event;
import dev.weft.wait.WaitNode;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Hands every value to every subscriber, in the same order (Tokio's `broadcast`).
///
/// ```java
/// var news = Broadcast.<String>of(64, Slow.HOLDS_UP);
/// try (var mine = news.subscribe()) {
///   for (String headline : mine) print(headline);
/// }
/// ```
/// A subscriber gets the values sent after it subscribed. The values are kept once, in one ring, until the slowest subscriber has taken
/// them; what happens when the ring is full is the [Slow] policy. Without subscribers values go nowhere.
///
/// A send is one step: an interrupted, cancelled or late one has reached nobody, a finished one reaches all who are subscribed.
/// Happens-before: everything before a send is visible after each receive of that value.
///
/// @param <T> the type of the values; never null
public final class Broadcast<T> implements Sender<T> {
  private final BroadcastCore<T> core;
  private volatile @Nullable String name;

  private Broadcast(int capacity, Slow slow) {
    this.core = new BroadcastCore<>(this, capacity, slow);
  }

  /// With room for so many values that the slowest subscriber has not taken.
  ///
  /// @throws IllegalArgumentException if the capacity is not positive
  public static <T> Broadcast<T> of(int capacity, Slow slow) {
    if (capacity < 1) {
      throw new IllegalArgumentException("a broadcast needs room for at least one value, not " + capacity);
    }
    return new Broadcast<>(capacity, Objects.requireNonNull(slow, "slow"));
  }

  /// Gives it a name for reports; returns the broadcast itself.
  public Broadcast<T> named(String newName) {
    name = Names.given(newName);
    return this;
  }

  /// From now on. After the close: a subscription that has ended.
  public Subscription<T> subscribe() {
    return core.subscribe();
  }

  @Override
  public void send(T value) throws InterruptedException {
    sending(value).await();
  }

  @Override
  public boolean trySend(T value) {
    return core.trySend(Objects.requireNonNull(value, "a broadcast's value cannot be null"));
  }

  @Override
  public Selectable<T> sending(T value) {
    return new Sending(Objects.requireNonNull(value, "a broadcast's value cannot be null"));
  }

  @Override
  public void close() {
    core.close(null);
  }

  @Override
  public void close(Throwable cause) {
    core.close(Objects.requireNonNull(cause, "cause"));
  }

  @Override
  public boolean isClosed() {
    return core.isClosed();
  }

  /// Such as `broadcast news: 3 of 64, 2 subscribers, 1 sending`.
  @Override
  public String toString() {
    return Names.of("broadcast", name, this) + ": " + core.describe();
  }

  private final class Sending extends Event<T> {
    private final T value;

    Sending(T value) {
      this.value = value;
    }

    @Override
    public Object offer() {
      return value;
    }

    @Override
    public boolean poll(WaitNode node) {
      return core.pollSend(node, value);
    }

    @Override
    public void enlist(WaitNode node) {
      core.enlistSend(node, value);
    }

    @Override
    public void delist(WaitNode node) {
      core.forgetSender(node);
    }

    @Override
    public T complete(WaitNode node) {
      if (node.ended()) {
        throw new ChannelClosedException("send on a closed " + Broadcast.this + "; nobody got the value", node.failure());
      }
      return value;
    }

    @Override
    public WaitReason reason() {
      return new WaitReason("send to", Broadcast.this.toString(), core.slowest(), false);
    }
  }
}
