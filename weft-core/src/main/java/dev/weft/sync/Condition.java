package dev.weft.sync;

import dev.weft.WaitReason;
import dev.weft.internal.util.Locked;
import dev.weft.internal.util.Names;
import dev.weft.wait.Event;
import dev.weft.wait.WaitNode;
import dev.weft.wait.WaitQueue;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// Waiting with a [Mutex] for something that another holder brings about (Hoare's and Mesa's monitors; signals are Mesa's: the
/// signalled one locks again later, and looks again).
///
/// ```java
/// try (var held = mutex.lock()) {
///   notEmpty.awaitUntil(held, () -> !queue.isEmpty());
///   take(queue);
/// }
/// ```
/// A signal goes to exactly one waiter, first come, first served; one that is interrupted or cancelled has not consumed any. Who signals need not hold the mutex.
///
/// Locking again waits for as long as that takes, also beyond a limit, and whatever comes: an interrupt or a cancellation that comes after the signal leaves the interrupt status set.
public final class Condition {
  private final Mutex mutex;
  private final Queue queue = new Queue();
  private volatile @Nullable String name;

  Condition(Mutex mutex) {
    this.mutex = mutex;
  }

  /// Gives it a name for reports; returns the condition itself.
  public Condition named(String newName) {
    name = Names.given(newName);
    return this;
  }

  /// Unlocks, waits for a signal, locks again. Parks. Wakes for signals only, but what was signalled may be over by then.
  ///
  /// @throws NotOwnerException if the mutex is not held by the current fiber or thread as given
  /// @throws InterruptedException if interrupted or cancelled before a signal; the mutex is locked again
  public void await(Held held) throws InterruptedException {
    var wait = new Signal(held);
    try {
      wait.await();
    } finally {
      wait.lockAgain();
    }
  }

  /// The same, for no longer than that. Zero or less does not wait.
  ///
  /// @return false if the time has passed without a signal
  /// @throws NotOwnerException if the mutex is not held by the current fiber or thread as given
  /// @throws InterruptedException if interrupted or cancelled before a signal; the mutex is locked again
  public boolean await(Held held, Duration limit) throws InterruptedException {
    var wait = new Signal(held);
    try {
      wait.await(limit);
      return true;
    } catch (TimeoutException e) {
      return false;
    } finally {
      wait.lockAgain();
    }
  }

  /// Waits until the condition is true, which is looked at with the mutex held, first now and then after each signal. Parks while it is not. What the condition throws comes with the mutex held.
  ///
  /// @throws NotOwnerException if the mutex is not held by the current fiber or thread as given
  /// @throws InterruptedException if interrupted or cancelled while it is not true; the mutex is locked again
  public void awaitUntil(Held held, BooleanSupplier condition) throws InterruptedException {
    Objects.requireNonNull(condition, "condition");
    refuseUnheld(held);
    while (!condition.getAsBoolean()) {
      await(held);
    }
  }

  private void refuseUnheld(Held held) {
    Objects.requireNonNull(held, "held");
    @Nullable Held now = mutex.core().holder();
    if (now != held) {
      throw new NotOwnerException("a wait for a condition needs its mutex, but " + mutex + " is not held as given");
    }
    mutex.refuseStranger(held, "wait with");
  }

  /// Wakes whoever has waited longest, if anybody waits. Never parks.
  public void signal() {
    queue.wakeOne();
  }

  /// Wakes all who wait now. Never parks.
  public void signalAll() {
    int waiting = queue.size();
    while (waiting-- > 0 && queue.wakeOne()) {
      continue;
    }
  }

  private String label() {
    return Names.of("condition", name, this) + " of " + mutex;
  }

  /// Such as `condition not full of mutex queue: free, 2 waiting for a signal`.
  @Override
  public String toString() {
    return label() + ", " + queue.size() + " waiting for a signal";
  }

  private static final class Queue extends Locked {
    private final WaitQueue nodes = new WaitQueue();

    void add(WaitNode node) {
      lock();
      nodes.add(node);
      unlock();
    }

    void remove(WaitNode node) {
      lock();
      nodes.remove(node);
      unlock();
    }

    boolean wakeOne() {
      lock();
      WaitNode node = nodes.settleFirst();
      unlock();
      if (node != null) {
        node.succeed(true);
        node.waiter().finish(node);
      }
      return node != null;
    }

    int size() {
      lock();
      int now = nodes.size();
      unlock();
      return now;
    }
  }

  /// One wait: it unlocks after it has entered the queue, so that no signal gets lost in between.
  private final class Signal extends Event<Boolean> {
    private final Held held;
    private boolean unlocked;

    Signal(Held held) {
      refuseUnheld(held);
      this.held = held;
    }

    @Override
    public boolean poll(WaitNode node) {
      return false;
    }

    @Override
    public void enlist(WaitNode node) {
      queue.add(node);
      unlocked = true;
      mutex.core().leave(held);
    }

    @Override
    public void delist(WaitNode node) {
      queue.remove(node);
    }

    void lockAgain() {
      if (unlocked) {
        mutex.takeAgain(held);
      }
    }

    @Override
    public WaitReason reason() {
      return WaitReason.of("wait for a signal of", label());
    }
  }
}
