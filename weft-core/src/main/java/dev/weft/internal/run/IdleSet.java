package dev.weft.internal.run;

import dev.weft.internal.util.Locked;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// Who is parked or about to be, and how many are searching, so that new work wakes at most one carrier and none while one searches.
///
/// The rule (Go, Tokio): a producer adds work, then looks here; a carrier enters here, then looks for work once more.
/// One of the two sees the other. A woken carrier counts as searching until it finds work; the last searcher that
/// finds some wakes the next one.
final class IdleSet extends Locked {
  private final List<Carrier> parked = new ArrayList<>();
  private volatile int count;

  /// Without spares.
  private volatile int regular;
  private final AtomicInteger searching = new AtomicInteger();
  private final SpinLimit spins;

  IdleSet(int carriers) {
    this.spins = new SpinLimit(carriers);
  }

  SpinLimit spins() {
    return spins;
  }

  int count() {
    return count;
  }

  /// How many regular carriers are parked.
  int regularCount() {
    return regular;
  }

  int searching() {
    return searching.get();
  }

  /// True if the carrier may search: no more than half of them do so at once.
  boolean startSearching(Carrier carrier, int carriers) {
    if (!carrier.searching) {
      if (2 * searching.get() >= carriers) {
        return false;
      }
      searching.incrementAndGet();
      carrier.searching = true;
    }
    return true;
  }

  /// True if it was the last one.
  boolean stopSearching(Carrier carrier) {
    if (!carrier.searching) {
      return false;
    }
    carrier.searching = false;
    return searching.decrementAndGet() == 0;
  }

  /// Enters the set; the carrier must look for work once more before it parks.
  void enter(Carrier carrier) {
    lock();
    try {
      parked.add(carrier);
      carrier.idleWait.begin();
      changed(carrier, 1);
    } finally {
      unlock();
    }
    stopSearching(carrier);
    VarHandle.fullFence();
  }

  /// Leaves it unless somebody has taken the carrier out already.
  void leave(Carrier carrier) {
    lock();
    try {
      if (carrier.idleWait.isWaiting()) {
        carrier.idleWait.end(null);
        parked.remove(carrier);
        changed(carrier, -1);
      }
    } finally {
      unlock();
    }
  }

  private void changed(Carrier carrier, int by) {
    count = parked.size();
    if (!carrier.isSpare()) {
      regular = regular + by;
    }
  }

  /// Takes one out to wake it as a searcher; null if none is parked or one is searching already.
  ///
  /// @param offered if it is to be told when it finds nothing
  @Nullable Carrier takeOne(@Nullable Pace offered) {
    if (count == 0 || searching.get() != 0) {
      return null;
    }
    lock();
    try {
      if (parked.isEmpty() || searching.get() != 0) {
        return null;
      }
      Carrier carrier = removeQuickest();
      changed(carrier, -1);
      searching.incrementAndGet();
      carrier.searching = true;
      carrier.idleWait.end(offered);
      return carrier;
    } finally {
      unlock();
    }
  }

  /// One that spins, if there is one; else who has parked last.
  private Carrier removeQuickest() {
    if (spins.isAnySpinning()) {
      for (int i = parked.size() - 1; i >= 0; i--) {
        if (!parked.get(i).idleWait.isAsleep()) {
          return parked.remove(i);
        }
      }
    }
    return parked.removeLast();
  }
}
