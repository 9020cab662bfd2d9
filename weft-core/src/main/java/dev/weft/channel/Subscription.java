package dev.weft.channel;

import dev.weft.Selectable;
import dev.weft.WaitReason;
import dev.weft.internal.util.Names;
import dev.weft.wait.Event;
import dev.weft.wait.WaitNode;
import dev.weft.wait.WaitQueue;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One subscriber's end of a [Broadcast]. Closing it unsubscribes; a slow one that is not closed may hold up the others.
///
/// Several may receive from the same subscription: then each value goes to one of them.
///
/// @param <T> the type of the values; never null
public final class Subscription<T> implements Receiver<T>, AutoCloseable {
  private final BroadcastCore<T> core;
  private final Receiving receiving = new Receiving();
  private final Nexting nexting = new Nexting();
  private volatile @Nullable String name;

  // Guarded by the core's lock.
  final WaitQueue receivers = new WaitQueue();
  final ArrayDeque<T> rest = new ArrayDeque<>();
  long cursor;
  long missed;
  boolean ended;
  @Nullable Throwable failure;

  Subscription(BroadcastCore<T> core, long cursor) {
    this.core = core;
    this.cursor = cursor;
  }

  /// Gives it a name for reports; returns the subscription itself.
  public Subscription<T> named(String newName) {
    name = Names.given(newName);
    return this;
  }

  @Override
  public T receive() throws InterruptedException {
    return receiving.await();
  }

  @Override
  public Received<T> next() throws InterruptedException {
    return nexting.await();
  }

  @Override
  public Optional<T> tryReceive() {
    return nexting.poll().flatMap(found -> found instanceof Received.Value<T>(T value) ? Optional.of(value) : Optional.empty());
  }

  @Override
  public List<T> receiveUpTo(int maximum) throws InterruptedException {
    if (maximum < 1) {
      throw new IllegalArgumentException("a batch has room for at least one value, not " + maximum);
    }
    List<T> batch = new ArrayList<>();
    switch (next()) {
      case Received.Value<T>(T first) -> batch.add(first);
      case Received.Closed<T>() -> {
        return batch;
      }
      case Received.Failed<T>(Throwable cause) -> throw atTheEnd(cause);
    }
    Optional<T> more = batch.size() < maximum ? tryReceive() : Optional.empty();
    while (more.isPresent()) {
      batch.add(more.get());
      more = batch.size() < maximum ? tryReceive() : Optional.empty();
    }
    return batch;
  }

  @Override
  public Selectable<T> receiving() {
    return receiving;
  }

  @Override
  public Selectable<Received<T>> nexting() {
    return nexting;
  }

  @Override
  public Iterator<T> iterator() {
    return new SubscriptionIterator<>(this);
  }

  /// How many values it has missed because it was too slow; see [Slow#MISSES].
  public long missed() {
    return core.missed(this);
  }

  /// How many values it can take without waiting; a snapshot.
  public long unread() {
    return core.unread(this);
  }

  /// Unsubscribes: values that were not taken are gone, receivers that wait get the end. Closing twice is harmless.
  @Override
  public void close() {
    core.unsubscribe(this);
  }

  private ChannelClosedException atTheEnd(@Nullable Throwable cause) {
    return new ChannelClosedException("receive from an ended " + this, cause);
  }

  /// What reports call who holds up a sender.
  String label() {
    String given = name;
    return given == null ? Names.of("subscription", null, this) : given;
  }

  /// Such as `subscription log of broadcast news: 3 of 64, 2 subscribers; 2 unread, 0 missed`.
  @Override
  public String toString() {
    return Names.of("subscription", name, this) + " of " + core.owner() + "; " + unread() + " unread, " + missed() + " missed";
  }

  private abstract class Taking<R> extends Event<R> {
    @Override
    public boolean poll(WaitNode node) {
      return core.pollReceive(Subscription.this, node);
    }

    @Override
    public void enlist(WaitNode node) {
      core.enlistReceive(Subscription.this, node);
    }

    @Override
    public void delist(WaitNode node) {
      core.forgetReceiver(Subscription.this, node);
    }

    @Override
    public WaitReason reason() {
      return WaitReason.of("receive from", Subscription.this.toString());
    }

    @SuppressWarnings("unchecked") // results of these events are values
    T value(WaitNode node) {
      return (T) Objects.requireNonNull(node.result());
    }
  }

  private final class Receiving extends Taking<T> {
    @Override
    public T complete(WaitNode node) {
      if (node.ended()) {
        throw atTheEnd(node.failure());
      }
      return value(node);
    }
  }

  private final class Nexting extends Taking<Received<T>> {
    @Override
    public Received<T> complete(WaitNode node) {
      if (!node.ended()) {
        return new Received.Value<>(value(node));
      }
      Throwable cause = node.failure();
      return cause == null ? new Received.Closed<>() : new Received.Failed<>(cause);
    }
  }
}
