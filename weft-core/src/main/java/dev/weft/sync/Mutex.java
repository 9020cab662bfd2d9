package dev.weft.sync;

import dev.weft.Selectable;
import dev.weft.internal.run.Interruption;
import dev.weft.internal.util.Names;
import dev.weft.wait.Waiter;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One at a time (Dijkstra; Go's `sync.Mutex` with its two modes). Not re-entrant: whoever locks twice is told at once, with the first place.
///
/// ```java
/// try (var held = mutex.lock()) {
///   balance += amount;
/// }
/// ```
/// For fibers and for platform threads. A fair one ([#Mutex()]) is handed from its holder to whoever has waited longest. A
/// [#barging()] one becomes free and wakes that waiter; somebody else may come first meanwhile, which saves switches, but nobody is
/// passed more than [#PATIENCE] times. A waiter in a select is always handed the mutex.
///
/// It belongs to the fiber or thread that locked it, and stays locked if that ends without unlocking: reports then say who has ended with it.
public final class Mutex {
  /// How often a barging mutex lets others pass a waiter before that one is handed it.
  public static final int PATIENCE = 8;

  private final MutexCore core;
  private final MutexEvent locking = new MutexEvent.Final(this);
  private final MutexEvent retrying = new MutexEvent.Retrying(this);
  private volatile @Nullable String name;

  /// Fair.
  public Mutex() {
    this(true);
  }

  private Mutex(boolean fair) {
    this.core = new MutexCore(fair);
  }

  /// One that is not fair, and quicker when many want it.
  public static Mutex barging() {
    return new Mutex(false);
  }

  /// Gives it a name for reports; returns the mutex itself.
  public Mutex named(String newName) {
    name = Names.given(newName);
    return this;
  }

  /// Locks it. Parks while somebody else holds it.
  ///
  /// @throws AlreadyLockedException if the current fiber or thread holds it
  /// @throws InterruptedException if interrupted or cancelled before: then it has not been locked
  public Held lock() throws InterruptedException {
    Interruption.check();
    Held mine = attempt();
    take(mine);
    return mine;
  }

  /// Locks it if nobody holds it; empty otherwise. Never parks.
  ///
  /// @throws AlreadyLockedException if the current fiber or thread holds it
  public Optional<Held> tryLock() {
    Held mine = attempt();
    return enter(mine) ? Optional.of(mine) : Optional.empty();
  }

  /// Locking as something to wait for. It belongs to the fiber or thread that waits; with a callback, to the one that set it, which alone can
  /// unlock it.
  /// A wait throws [AlreadyLockedException] if the current fiber or thread holds it.
  public Selectable<Held> locking() {
    return locking;
  }

  /// Who holds it, and since which line; empty if nobody does. A snapshot.
  public Optional<Held> holder() {
    return Optional.ofNullable(core.holder());
  }

  /// Conditions to wait for with it, as many as are needed.
  public Condition newCondition() {
    return new Condition(this);
  }

  MutexCore core() {
    return core;
  }

  Held attempt() {
    return new Held(this, Places.record(core.sequence()));
  }

  /// Takes it if it is free.
  boolean enter(Held mine) {
    Held now = core.enter(mine);
    if (now != null && now.sameOwner(mine)) {
      throw new AlreadyLockedException(
          now.owner() + " locks " + label() + " at " + mine.place() + ", but holds it already: it was locked at "
              + now.place() + "; a mutex is not re-entrant: pass the Held on, or split the method");
    }
    return now == null;
  }

  private void take(Held mine) throws InterruptedException {
    boolean again = false;
    while (!enter(mine)) {
      var waiter = new Waiter(retrying, mine);
      if (!core.enqueue(waiter, again)) {
        continue; // it became free meanwhile
      }
      if (!waiter.await()) {
        core.forget(waiter);
        throw Interruption.thrown();
      }
      if (Boolean.TRUE.equals(waiter.result())) {
        return;
      }
      again = true; // woken, not handed: if somebody was quicker, that one's unlock wakes the next
    }
  }

  /// For conditions: takes it again whatever comes; an interrupt meanwhile leaves its status set.
  void takeAgain(Held mine) {
    boolean interrupted = false;
    boolean taken = false;
    while (!taken) {
      try {
        take(mine);
        taken = true;
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /// Closing again is harmless, also when somebody else holds it by now.
  void unlock(Held held) {
    if (core.holder() == held) {
      refuseStranger(held, "unlock");
      core.leave(held);
    }
  }

  void refuseStranger(Held held, String what) {
    if (!held.isMine()) {
      throw new NotOwnerException(
          label() + " is " + held + "; nobody else can " + what + " it: do it in the fiber or thread that locked it");
    }
  }

  String label() {
    return Names.of("mutex", name, this);
  }

  /// Such as `mutex accounts: held by fiber-3, locked at Bank.java:12, 2 waiting`.
  @Override
  public String toString() {
    Held now = core.holder();
    int waiters = core.waiters();
    return label() + ": " + (now == null ? "free" : now) + (waiters == 0 ? "" : ", " + waiters + " waiting");
  }
}
