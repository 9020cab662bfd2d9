package dev.weft.wait;

import dev.weft.WaitReason;
import dev.weft.internal.run.Engines;
import dev.weft.internal.run.TimerEntry;
import dev.weft.internal.util.Texts;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// One use of a timer: ready when a time has passed from when it was made. For sleeps and time-outs.
public final class TimeLimit extends Event<Boolean> {
  private final long deadline;
  private final Duration length;
  private @Nullable Entry entry;

  /// Starts counting now, on the clock of the current fiber's scheduler, which is where it is waited for.
  public TimeLimit(Duration length) {
    this.length = length;
    this.deadline = Engines.current().clock().after(length);
  }

  @Override
  public boolean poll(WaitNode node) {
    return Engines.current().clock().nanoTime() >= deadline;
  }

  @Override
  public void enlist(WaitNode node) {
    var timer = new Entry(node);
    entry = timer;
    Engines.current().schedule(timer, deadline);
  }

  @Override
  public void delist(WaitNode node) {
    Entry timer = entry;
    if (timer != null) {
      timer.cancel();
    }
  }

  @Override
  public Boolean complete(WaitNode node) {
    return true;
  }

  @Override
  public WaitReason reason() {
    return new WaitReason("sleep for", Texts.exact(length), java.util.List.of(), true);
  }

  @Override
  public String toString() {
    return "timer of " + Texts.exact(length);
  }

  private static final class Entry extends TimerEntry {
    private final WaitNode node;

    Entry(WaitNode node) {
      this.node = node;
    }

    @Override
    protected void fire() {
      if (node.waiter().trySettle()) {
        node.waiter().finish(node); // the node stays without a result: it may be old, and its collector would have to be told
      }
    }
  }
}
