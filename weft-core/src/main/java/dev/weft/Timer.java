package dev.weft;

import dev.weft.internal.run.Engines;
import dev.weft.internal.util.Texts;
import dev.weft.wait.Event;
import dev.weft.wait.TimeLimit;
import dev.weft.wait.WaitNode;
import java.time.Duration;
import java.util.Objects;

/// Time as something to wait for and to look at, on the scheduler's clock and its carriers' own timers (Go's `time.After`, Concurrent ML's `timeOutEvt`).
public final class Timer {
  private Timer() {}

  /// Ready when that much time has passed since the wait began: each wait counts anew. The result is the duration itself.
  /// Zero or less is ready at once.
  public static Selectable<Duration> after(Duration delay) {
    return new After(Objects.requireNonNull(delay, "delay"));
  }

  /// The time on the scheduler's clock, counted from some moment: for differences only. That of [System#nanoTime], but in virtual time it stands
  /// still while anything runs. On threads that run no fiber, the default scheduler's. Never parks.
  public static Duration now() {
    return Duration.ofNanos(Engines.current().clock().nanoTime());
  }

  private static final class After extends Event<Duration> {
    private final Duration delay;

    After(Duration delay) {
      this.delay = delay;
    }

    /// The count begins with the wait: a limit of its own for each, kept as the node's offer.
    @Override
    public Object offer() {
      return new TimeLimit(delay);
    }

    @Override
    public boolean mayBeReady() {
      return !delay.isPositive();
    }

    @Override
    public boolean poll(WaitNode node) {
      return limit(node).poll(node);
    }

    /// One for all: two that end at the same time came one after the other.
    @Override
    public Object queue() {
      return After.class;
    }

    @Override
    public void enlist(WaitNode node) {
      limit(node).enlist(node);
    }

    @Override
    public void delist(WaitNode node) {
      limit(node).delist(node);
    }

    @Override
    public Duration complete(WaitNode node) {
      return delay;
    }

    @Override
    public WaitReason reason() {
      return new WaitReason("sleep for", Texts.exact(delay), java.util.List.of(), true);
    }

    private static TimeLimit limit(WaitNode node) {
      if (node.offer() instanceof TimeLimit limit) {
        return limit;
      }
      throw new IllegalStateException("a node that is not a timer's");
    }

    @Override
    public String toString() {
      return "timer of " + Texts.exact(delay);
    }
  }
}
