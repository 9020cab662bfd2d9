package dev.weft.sync;

import dev.weft.WaitReason;
import dev.weft.wait.Event;
import dev.weft.wait.WaitNode;

/// Waiting for permits of a semaphore. The node's offer is the permit, made by whoever waits, whose it will be.
final class AcquireEvent extends Event<Permit> {
  private final Semaphore semaphore;
  private final long weight;

  /// Whether its waiter can be woken to try again; else it is handed its permits.
  private final boolean retries;

  AcquireEvent(Semaphore semaphore, long weight, boolean retries) {
    this.semaphore = semaphore;
    this.weight = weight;
    this.retries = retries;
  }

  boolean retries() {
    return retries;
  }

  @Override
  public Object offer() {
    return new Permit(semaphore, weight);
  }

  @Override
  public boolean poll(WaitNode node) {
    return semaphore.core().take(SemaphoreCore.wanted(node), false);
  }

  @Override
  public Object queue() {
    return semaphore.core();
  }

  @Override
  public void enlist(WaitNode node) {
    semaphore.core().enlist(node);
  }

  @Override
  public void delist(WaitNode node) {
    semaphore.core().forget(node);
  }

  @Override
  public Permit complete(WaitNode node) {
    return SemaphoreCore.wanted(node);
  }

  /// Who took the permits is told, but any thread may give them back: so nobody is a holder in the sense of [#holders()].
  @Override
  public WaitReason reason() {
    return new WaitReason("acquire " + weight + " of", semaphore.toString(), semaphore.core().owners(), false);
  }

  @Override
  public String toString() {
    return reason().toString();
  }
}
