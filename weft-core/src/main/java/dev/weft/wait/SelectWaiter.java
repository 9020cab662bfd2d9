package dev.weft.wait;

import dev.weft.WaitReason;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A waiter with a place in each of several events' queues. It can say all that it waits for.
public class SelectWaiter extends Waiter {
  private final WaitNode[] places;
  private @Nullable WaitNode winner;

  /// For the current fiber or thread. The first event's place is the waiter itself; the limit, if there is one, has the last place.
  public SelectWaiter(Event<?>[] events, @Nullable TimeLimit limit) {
    super(events[0], events[0].offer());
    this.places = places(events, limit);
  }

  /// For a waiter that is not a thread: see [#resume].
  protected SelectWaiter(Event<?>[] events) {
    super(events[0]);
    this.places = places(events, null);
  }

  private WaitNode[] places(Event<?>[] events, @Nullable TimeLimit limit) {
    int n = events.length;
    WaitNode[] all = new WaitNode[limit == null ? n : n + 1];
    all[0] = this;
    for (int i = 1; i < n; i++) {
      all[i] = new WaitNode(this, events[i], events[i].offer(), i);
    }
    if (limit != null) {
      all[n] = new WaitNode(this, limit, null, n);
    }
    return all;
  }

  /// Its places; whoever waits may put them into another order before it parks.
  public final WaitNode[] places() {
    return places;
  }

  @Override
  final void won(WaitNode node) {
    winner = node;
  }

  @Override
  final WaitNode winning() {
    WaitNode other = winner;
    return other == null ? this : other;
  }

  /// Clauses that are switched off do not count.
  @Override
  public final List<WaitReason> reasons() {
    List<WaitReason> reasons =
        Arrays.stream(places)
            .filter(place -> !place.isSwitchedOff())
            .sorted(Comparator.comparingInt(WaitNode::position))
            .map(place -> place.event().reason())
            .toList();
    return reasons.isEmpty() ? List.of(NEVER) : reasons;
  }

  /// None: it has a choice.
  @Override
  public final List<Thread> holders() {
    return List.of();
  }

  @Override
  public final List<Thread> anyHolders() {
    return List.of();
  }
}
