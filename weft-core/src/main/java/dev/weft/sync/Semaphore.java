package dev.weft.sync;

import dev.weft.Selectable;
import dev.weft.internal.run.Interruption;
import dev.weft.internal.util.Names;
import dev.weft.wait.Waiter;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// So many at a time, by weight (Dijkstra; Go's `semaphore.Weighted`).
///
/// ```java
/// try (var permit = memory.acquire(megabytes)) { load(); }
/// ```
/// A fair one ([#Semaphore(long)]) is first come, first served, so a heavy request at the head holds back light ones behind it instead of starving. Of a [#barging]
/// one whoever comes takes what is there, and a waiter for whom there is enough is woken to try again, which saves switches; but nobody is passed more than
/// [#PATIENCE] times. A waiter in a select is always handed its permits.
public final class Semaphore {
  /// How often a barging semaphore lets others pass a waiter before that one is handed its permits.
  public static final int PATIENCE = 8;

  private final long total;
  private final SemaphoreCore core;
  private volatile @Nullable String name;

  /// With that many permits; fair.
  ///
  /// @throws IllegalArgumentException if it is not positive
  public Semaphore(long permits) {
    this(permits, true);
  }

  private Semaphore(long permits, boolean fair) {
    if (permits < 1) {
      throw new IllegalArgumentException(
          "a semaphore has at least one permit, not " + permits + "; to wait for signals use a channel, a OneShot or a Condition");
    }
    this.total = permits;
    this.core = new SemaphoreCore(permits, fair);
  }

  /// With that many permits; not fair, and quicker when many want them.
  ///
  /// @throws IllegalArgumentException if it is not positive
  public static Semaphore barging(long permits) {
    return new Semaphore(permits, false);
  }

  /// Gives it a name for reports; returns the semaphore itself.
  public Semaphore named(String newName) {
    name = Names.given(newName);
    return this;
  }

  /// Takes one permit; otherwise as [#acquire(long)].
  public Permit acquire() throws InterruptedException {
    return acquire(1);
  }

  /// Takes so many permits at once. Parks while there are fewer, or somebody has come before who is not to be passed.
  ///
  /// @throws IllegalArgumentException if it is not positive, or more than the semaphore has altogether
  /// @throws InterruptedException if interrupted or cancelled before: then none was taken
  public Permit acquire(long weight) throws InterruptedException {
    if (core.isFair()) {
      return acquiring(weight).await();
    }
    Interruption.check();
    var permit = new Permit(this, checked(weight));
    take(permit);
    return permit;
  }

  /// As one who may be woken to try again.
  private void take(Permit permit) throws InterruptedException {
    var event = new AcquireEvent(this, permit.weight(), true);
    boolean again = false;
    while (!core.take(permit, again)) {
      var waiter = new Waiter(event, permit);
      if (!core.enqueue(waiter, again)) {
        continue; // enough has come back meanwhile
      }
      if (!waiter.await()) {
        core.forget(waiter);
        throw Interruption.thrown();
      }
      if (Boolean.TRUE.equals(waiter.result())) {
        return;
      }
      again = true; // woken, not handed: if somebody was quicker, what that one gives back wakes the next
    }
  }

  /// Takes so many permits if they are there and nobody waits who is not to be passed; empty otherwise. Never parks.
  ///
  /// @throws IllegalArgumentException if it is not positive, or more than the semaphore has altogether
  public Optional<Permit> tryAcquire(long weight) {
    var permit = new Permit(this, checked(weight));
    return core.take(permit, false) ? Optional.of(permit) : Optional.empty();
  }

  /// Takes one permit; otherwise as [#tryAcquire(long)].
  public Optional<Permit> tryAcquire() {
    return tryAcquire(1);
  }

  /// Taking one permit as something to wait for.
  public Selectable<Permit> acquiring() {
    return acquiring(1);
  }

  /// Taking so many permits as something to wait for.
  ///
  /// @throws IllegalArgumentException if it is not positive, or more than the semaphore has altogether
  public Selectable<Permit> acquiring(long weight) {
    return new AcquireEvent(this, checked(weight), false);
  }

  private long checked(long weight) {
    if (weight < 1) {
      throw new IllegalArgumentException("at least one permit can be taken, not " + weight);
    }
    if (weight > total) {
      throw new IllegalArgumentException(
          label() + " has " + total + (total == 1 ? " permit" : " permits")
              + " altogether, so a wait for " + weight + " would last for ever");
    }
    return weight;
  }

  SemaphoreCore core() {
    return core;
  }

  /// How many permits there are to take now; a snapshot.
  public long available() {
    return core.available();
  }

  /// Such as `semaphore connections: 3 of 8 free, 2 waiting`.
  @Override
  public String toString() {
    int waiters = core.waiters();
    return label() + ": " + core.available() + " of " + total + " free" + (waiters == 0 ? "" : ", " + waiters + " waiting");
  }

  private String label() {
    return Names.of("semaphore", name, this);
  }
}
