package dev.weft.sync;

import dev.weft.Selectable;
import dev.weft.WaitReason;
import dev.weft.internal.util.Names;
import dev.weft.wait.Event;
import dev.weft.wait.WaitNode;
import org.jspecify.annotations.Nullable;

/// Counts work that is going on, to be waited for (Go's `sync.WaitGroup`). A scope does the same for fibers that it has forked itself.
///
/// ```java
/// var group = new WaitGroup();
/// group.add(2);
/// scope.fork(() -> { work(); group.done(); });
/// scope.fork(() -> { work(); group.done(); });
/// group.await();
/// ```
/// May be used again after it was empty. Any thread may call anything.
public final class WaitGroup {
  private final Waiters waiters = new Waiters();
  private final Empty empty = new Empty();
  private long count; // guarded by the waiters' lock
  private volatile @Nullable String name;

  /// Empty.
  public WaitGroup() {}

  /// Gives it a name for reports; returns the wait group itself.
  public WaitGroup named(String newName) {
    name = Names.given(newName);
    return this;
  }

  /// So much more work; negative for less. Those who wait are woken when none is left. Never parks.
  ///
  /// @throws IllegalStateException if there would be less than none, or more than a `long` can count
  public void add(long more) {
    waiters.settleAllIf(
        () -> {
          if (count + more < 0) {
            throw refusal(more);
          }
          count += more;
          return count == 0;
        },
        true);
  }

  private IllegalStateException refusal(long more) {
    return new IllegalStateException(
        label() + " is at " + count + " and cannot change by " + more
            + (more > 0 ? ": that is more than it can count" : ": it counts down to 0; call add() before the work begins"));
  }

  /// One piece of work is done; the same as adding -1.
  public void done() {
    add(-1);
  }

  /// Waits until no work is left. Parks.
  ///
  /// @throws InterruptedException if interrupted or cancelled before
  public void await() throws InterruptedException {
    empty.await();
  }

  /// The moment when no work is left, as something to wait for; the result is true.
  public Selectable<Boolean> emptying() {
    return empty;
  }

  /// How much work is left; a snapshot.
  public long count() {
    return waiters.guarded(() -> count);
  }

  /// Such as `wait group downloads: 3 to be done, 1 waiting`.
  @Override
  public String toString() {
    int waiting = waiters.size();
    return label() + ": " + count() + " to be done" + (waiting == 0 ? "" : ", " + waiting + " waiting");
  }

  private String label() {
    return Names.of("wait group", name);
  }

  private final class Empty extends Event<Boolean> {
    @Override
    public boolean poll(WaitNode node) {
      if (count() > 0) {
        return false;
      }
      node.succeed(true);
      return true;
    }

    @Override
    public Object queue() {
      return waiters;
    }

    @Override
    public void enlist(WaitNode node) {
      if (!waiters.addUnless(node, () -> count == 0)) {
        Waiters.settle(node, true);
      }
    }

    @Override
    public void delist(WaitNode node) {
      waiters.remove(node);
    }

    @Override
    public WaitReason reason() {
      return WaitReason.of("wait for", WaitGroup.this.toString());
    }
  }
}
