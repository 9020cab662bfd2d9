package dev.weft.channel;

import dev.weft.Selectable;
import dev.weft.WaitReason;
import dev.weft.internal.util.Locked;
import dev.weft.internal.util.Names;
import dev.weft.internal.util.Texts;
import dev.weft.wait.Event;
import dev.weft.wait.WaitNode;
import dev.weft.wait.WaitQueue;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// A value that changes, and those who want to know: the latest value counts, earlier ones may be missed (Tokio's `watch`, Kotlin's
/// `StateFlow`).
///
/// ```java
/// var config = new Watch<>(load());
/// scope.fork(() -> {
///   var seen = config.observe();
///   while (true) apply(seen.next());
/// });
/// config.set(reload());
/// ```
/// Happens-before: everything before a change is visible to whoever sees that value, or a later one.
///
/// @param <T> the type of the value; never null
public final class Watch<T> {
  private final Core core = new Core();
  private volatile Version<T> now;
  private volatile @Nullable String name;

  private record Version<T>(long number, T value) {}

  /// With its first value.
  public Watch(T initial) {
    this.now = new Version<>(0, Objects.requireNonNull(initial, "a watched value cannot be null"));
  }

  /// Gives it a name for reports; returns the watch itself.
  public Watch<T> named(String newName) {
    name = Names.given(newName);
    return this;
  }

  /// The latest value. Never parks.
  public T get() {
    return now.value;
  }

  /// Changes it, also to an equal value; all who wait are woken. Never parks.
  public void set(T value) {
    Objects.requireNonNull(value, "a watched value cannot be null");
    core.change(null, value);
  }

  /// Changes it depending on what it is, with nobody in between; returns the new value. Never parks. If somebody else changes the value
  /// while the function is at work, that is called again with the newer one: it must do nothing but compute.
  ///
  /// @throws NullPointerException if the function returns null; the value stays as it was
  public T update(UnaryOperator<T> function) {
    while (true) {
      Version<T> seen = now;
      T value = Objects.requireNonNull(function.apply(seen.value), "a watched value cannot be null");
      if (core.change(seen, value)) {
        return value;
      }
    }
  }

  /// Somebody who has seen the value of this moment, and waits for later ones. For one fiber or thread at a time.
  public Observer observe() {
    return new Observer(now.number);
  }

  /// Waits until the value is one of those. Parks while it is not. A value that comes and goes quickly may be missed.
  ///
  /// @throws InterruptedException if interrupted or cancelled while it is not
  public T awaitUntil(Predicate<? super T> wanted) throws InterruptedException {
    Observer observer = observe();
    T seen = get();
    while (!wanted.test(seen)) {
      seen = observer.next();
    }
    return seen;
  }

  /// Such as `watch config: 5 (changed 3 times), 1 waiting`.
  @Override
  public String toString() {
    Version<T> seen = now;
    int waiting = core.waiters();
    return label() + ": " + Texts.of(seen.value) + " (changed " + seen.number + " times)" + (waiting == 0 ? "" : ", " + waiting + " waiting");
  }

  private String label() {
    return Names.of("watch", name);
  }

  /// Guards the changes and those who wait; a waiter's offer is the number of the version that it has seen.
  private final class Core extends Locked {
    private final WaitQueue waiting = new WaitQueue();

    /// False if that is not the version any more that it is to follow; null for whichever it is.
    boolean change(@Nullable Version<T> after, T value) {
      List<WaitNode> woken = new ArrayList<>();
      Version<T> next;
      lock();
      try {
        if (after != null && now != after) {
          return false;
        }
        next = new Version<>(now.number + 1, value);
        now = next;
        for (WaitNode node = waiting.settleFirst(); node != null; node = waiting.settleFirst()) {
          woken.add(node);
        }
      } finally {
        unlock();
      }
      for (WaitNode node : woken) {
        node.succeed(next);
        node.waiter().finish(node);
      }
      return true;
    }

    void enlist(WaitNode node, long seen) {
      lock();
      Version<T> latest = now;
      if (latest.number == seen) {
        waiting.add(node);
        unlock();
        return;
      }
      unlock();
      if (node.waiter().settleSelf()) {
        node.succeed(latest);
        node.waiter().finish(node);
      }
    }

    void forget(WaitNode node) {
      lock();
      waiting.remove(node);
      unlock();
    }

    int waiters() {
      lock();
      int count = waiting.size();
      unlock();
      return count;
    }
  }

  /// Remembers which value it has seen last.
  public final class Observer {
    private final Changing changing = new Changing(this);
    private long seen;

    private Observer(long seen) {
      this.seen = seen;
    }

    /// Waits for a value that it has not seen, and returns the latest. Parks while there is none.
    ///
    /// @throws InterruptedException if interrupted or cancelled before: then it has seen nothing new
    public T next() throws InterruptedException {
      return changing.await();
    }

    /// A value that it has not seen, as something to wait for.
    public Selectable<T> changing() {
      return changing;
    }

    @Override
    public String toString() {
      return "observer of " + Watch.this;
    }
  }

  private final class Changing extends Event<T> {
    private final Observer observer;

    Changing(Observer observer) {
      this.observer = observer;
    }

    @Override
    public boolean poll(WaitNode node) {
      Version<T> latest = now;
      if (latest.number == observer.seen) {
        return false;
      }
      node.succeed(latest);
      return true;
    }

    @Override
    public void enlist(WaitNode node) {
      core.enlist(node, observer.seen);
    }

    @Override
    public void delist(WaitNode node) {
      core.forget(node);
    }

    @Override
    public T complete(WaitNode node) {
      @SuppressWarnings("unchecked") // the only results are versions of this watch
      Version<T> latest = (Version<T>) Objects.requireNonNull(node.result());
      observer.seen = latest.number;
      return latest.value;
    }

    @Override
    public WaitReason reason() {
      return WaitReason.of("wait for a change of", Watch.this.toString());
    }
  }
}
