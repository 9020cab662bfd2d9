package dev.weft.channel;

import dev.weft.internal.run.Engine;
import dev.weft.internal.run.Engines;
import dev.weft.internal.run.TimerEntry;
import dev.weft.internal.util.Locked;
import dev.weft.wait.WaitNode;
import dev.weft.wait.WaitQueue;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Something that can be taken from a time on, and again from a later time on: what tickers and rate limiters have in common.
///
/// Waiters are served first come, first served, one at each due time, by one timer that is set only while somebody waits. Invariant,
/// whenever the lock is free: if somebody waits, the timer is set, for the due time or earlier.
abstract class Paced<R> extends Locked {
  /// Times are cut down to this, some seventy years, so that sums of two never overflow.
  static final long LONGEST = Long.MAX_VALUE / 4;

  private final Engine engine = Engines.current();
  private final WaitQueue waiting = new WaitQueue();
  private @Nullable Alarm alarm;

  /// With the lock held: from when on it can be taken.
  abstract long due();

  /// With the lock held: takes it; this is when the next due time is decided.
  abstract R take(long now);

  static long nanos(Duration time) {
    return time.compareTo(Duration.ofNanos(LONGEST)) < 0 ? time.toNanos() : LONGEST;
  }

  final long now() {
    return engine.clock().nanoTime();
  }

  /// Takes it if it is due and nobody waits.
  final boolean poll(WaitNode node) {
    lock();
    boolean free = waiting.peekWaiting() == null && due() <= now();
    if (free) {
      node.succeed(take(now()));
    }
    unlock();
    return free;
  }

  final void enlist(WaitNode node) {
    lock();
    if (!waiting.isEmpty() || due() > now()) {
      waiting.add(node);
      arm();
      unlock();
      return;
    }
    boolean settled = node.waiter().settleSelf();
    if (settled) {
      node.succeed(take(now()));
    }
    unlock();
    if (settled) {
      node.waiter().finish(node);
    }
  }

  final void forget(WaitNode node) {
    lock();
    waiting.remove(node);
    Alarm idle = waiting.isEmpty() ? alarm : null;
    if (idle != null) {
      alarm = null;
      idle.cancel();
    }
    unlock();
  }

  final int waiters() {
    lock();
    int now = waiting.size();
    unlock();
    return now;
  }

  private void arm() {
    if (alarm == null) {
      var set = new Alarm();
      alarm = set;
      engine.schedule(set, due());
    }
  }

  private void ring(Alarm by) {
    WaitNode node = null;
    lock();
    if (alarm == by) { // else it came too late
      alarm = null;
      if (due() <= now()) {
        node = waiting.settleFirst();
        if (node != null) {
          node.succeed(take(now()));
        }
      }
      if (!waiting.isEmpty()) {
        arm();
      }
    }
    unlock();
    if (node != null) {
      node.waiter().finish(node);
    }
  }

  private final class Alarm extends TimerEntry {
    @Override
    protected void fire() {
      ring(this);
    }
  }
}
