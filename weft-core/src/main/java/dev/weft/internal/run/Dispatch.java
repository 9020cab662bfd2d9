package dev.weft.internal.run;

import java.lang.invoke.VarHandle;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// Where work goes that is ready to run, and who is woken for it.
///
/// ```
///                        made on a carrier            made elsewhere
///  stealing              run-next slot, local queue   the inbox of all
///  no stealing           the same, if it is home      its home's own inbox; unstarted ones go round
/// ```
/// Work that has gone to an inbox is seen: whoever adds fences and then looks for idle carriers, and a carrier enters the
/// set of idle ones, fences and then looks for work.
final class Dispatch {
  private final CarrierEngine engine;
  private final boolean stealing;
  private final IdleSet idle;
  private final GlobalQueue shared = new GlobalQueue();
  private final AtomicInteger spread = new AtomicInteger();

  Dispatch(CarrierEngine engine, boolean stealing, IdleSet idle) {
    this.engine = engine;
    this.stealing = stealing;
    this.idle = idle;
  }

  /// The inbox for one more carrier.
  GlobalQueue inbox() {
    return stealing ? shared : new GlobalQueue();
  }

  /// What waits in the inbox of all.
  int waiting() {
    return shared.size();
  }

  /// On a carrier of this engine.
  void enqueue(Carrier carrier, Runnable task) {
    if (Thread.currentThread() == carrier) { // between turns: a timer, or a thread that yielded or was woken while it parked
      carrier.pushBack(task);
      moreWork();
    } else {
      carrier.pushNext(task);
    }
  }

  /// From outside, or back from a spare.
  void submit(Runnable task) {
    if (stealing) {
      shared.add(task);
      VarHandle.fullFence(); // partner: IdleSet.enter
      moreWork();
    } else if (task instanceof Strand strand) {
      deliver(strand.home, strand);
    } else {
      Carrier[] regular = engine.regularCarriers();
      deliver(regular[Math.floorMod(spread.getAndIncrement(), regular.length)], task);
    }
  }

  /// What a recalled spare has left.
  void giveBack(Carrier spare, Runnable task) {
    if (stealing) {
      submit(task);
    } else {
      deliver(spare.acting(), task);
    }
  }

  void deliver(Carrier home, Runnable task) {
    home.inbox.add(task);
    VarHandle.fullFence(); // partner: IdleSet.enter
    wakeAll(home);
  }

  /// Who runs the fibers of a regular carrier: itself, and those that stand in for it.
  private void wakeAll(Carrier home) {
    for (Carrier carrier : engine.allCarriers()) {
      if (carrier.idleWait.isWaiting() && carrier.acting() == home) {
        idle.leave(carrier);
        carrier.idleWait.wake();
      }
    }
  }

  /// What a held fiber wakes goes to its carrier's own queue, of which others do not hear by themselves.
  void workBehind(Carrier held) {
    if (stealing) {
      moreWork();
    } else {
      wakeAll(held.acting());
    }
  }

  /// Wakes one carrier to look for work, unless one is looking already.
  void moreWork() {
    if (idle.count() != 0 && stealing) {
      wakeOne(null);
    }
  }

  /// The same for what lies in a carrier's run-next slot, which may be empty again before anybody has come.
  void offer(Pace offered) {
    if (idle.count() != 0 && stealing) {
      wakeOne(offered);
    }
  }

  private void wakeOne(@Nullable Pace offered) {
    Carrier carrier = idle.takeOne(offered);
    if (carrier != null) {
      carrier.idleWait.wake();
    }
  }
}
