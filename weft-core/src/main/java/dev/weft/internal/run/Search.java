package dev.weft.internal.run;

import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/// Where a carrier without work looks: its inbox, then the other carriers' queues, from a random one on.
///
/// Where there is stealing every queue may be robbed; where there is none a spare robs those of the held carrier that it stands in
/// for, and nobody else robs anybody. A run-next slot is open to thieves only while its carrier is held, or takes long turns.
final class Search {
  private final CarrierEngine engine;

  Search(CarrierEngine engine) {
    this.engine = engine;
  }

  @Nullable Runnable task(Carrier carrier) {
    Runnable task = carrier.inboxNow().pollInto(carrier.local, engine.carriers());
    if (task != null) {
      return task;
    }
    return engine.stealing() ? stealAnywhere(carrier) : stealFromHeld(carrier);
  }

  private @Nullable Runnable stealAnywhere(Carrier thief) {
    Carrier[] carriers = engine.allCarriers();
    if (!engine.idleSet().startSearching(thief, carriers.length)) {
      return null;
    }
    int start = ThreadLocalRandom.current().nextInt(carriers.length);
    for (int i = 0; i < carriers.length; i++) {
      Carrier victim = carriers[(start + i) % carriers.length];
      if (victim == thief) {
        continue;
      }
      Runnable task = victim.local.stealInto(thief.local);
      if (task == null && victim.sharesNext()) {
        task = victim.next.steal();
      }
      if (task != null) {
        thief.counters.steals++;
        return task;
      }
    }
    return null;
  }

  /// What waits behind the held carrier that a spare stands in for, or behind another spare that is held in its turn.
  private @Nullable Runnable stealFromHeld(Carrier spare) {
    if (!spare.isSpare()) {
      return null;
    }
    Carrier home = spare.acting();
    for (Carrier held : engine.allCarriers()) {
      if (held != spare && held.acting() == home) {
        Runnable task = held.open ? held.next.steal() : null;
        if (task == null) {
          task = held.local.stealOne();
        }
        if (task != null && staysAt(home, task)) {
          return task;
        }
      }
    }
    return null;
  }

  /// A spare may have got another carrier to stand in for since it was looked at: what was taken from it then goes to where it belongs.
  private boolean staysAt(Carrier home, Runnable task) {
    Carrier owner = engine.homeOf(task);
    if (owner == null || owner == home) {
      return true;
    }
    engine.dispatch().deliver(owner, task);
    return false;
  }

  /// Whether there is something that [#task] would find; a snapshot, for a carrier that is about to park.
  boolean isPromising(Carrier carrier) {
    if (!carrier.inboxNow().isEmpty()) {
      return true;
    }
    if (!engine.stealing() && !carrier.isSpare()) {
      return false;
    }
    for (Carrier victim : engine.allCarriers()) {
      boolean reachable = victim != carrier && (engine.stealing() || victim.acting() == carrier.acting());
      if (reachable && (!victim.local.isEmpty() || (victim.sharesNext() && victim.next.isFull()))) {
        return true;
      }
    }
    return false;
  }
}
