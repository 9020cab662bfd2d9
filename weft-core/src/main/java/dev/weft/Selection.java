package dev.weft;

import dev.weft.internal.run.Engines;
import dev.weft.internal.util.Randoms;
import dev.weft.wait.Event;
import dev.weft.wait.TimeLimit;
import dev.weft.wait.WaitNode;
import dev.weft.wait.Waiter;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The one door: how every wait for a [Selectable] goes.
///
/// ```
///  poll every clause --one is ready--> complete it
///                    --none, and nobody is to wait--> enlist every clause, cancel; complete what settled meanwhile
///  enlist every clause, in turn --one settles the waiter--> park (returns at once)
///  park --settled--> delist the others, complete the winner
///       --interrupted--> cancel; delist all --> InterruptedException
/// ```
/// Immutable; may be used by many at once: all that changes is in the [Waiter] and its nodes.
final class Selection<T> {
  /// Which of several ready clauses is taken.
  enum Order {
    /// Any, each with the same chance.
    FAIR,
    /// The first in the list.
    PRIORITY
  }

  private final Selectable<T> of;
  private final Event<?>[] events;
  private final @Nullable Function<Object, ?>[] maps;
  private final Order order;

  @SuppressWarnings("unchecked")
  Selection(Selectable<T> of, Order order) {
    var clauses = new Clauses();
    of.clauses(clauses);
    int n = clauses.size();
    if (n == 0) {
      throw new IllegalArgumentException("a select without clauses would wait for ever; add a clause");
    }
    if (n > WaitNode.MAX_CLAUSES) {
      throw new IllegalArgumentException(
          "a select has room for " + WaitNode.MAX_CLAUSES + " clauses, not " + n + "; split it among fibers");
    }
    this.of = of;
    this.order = order;
    events = new Event<?>[n];
    maps = (@Nullable Function<Object, ?>[]) new Function<?, ?>[n];
    for (int i = 0; i < n; i++) {
      events[i] = clauses.event(i);
      maps[i] = clauses.map(i);
    }
  }

  T await() throws InterruptedException {
    refuseIfInterrupted();
    return complete(wait(null));
  }

  T await(Duration limit) throws InterruptedException, TimeoutException {
    refuseIfInterrupted();
    if (!limit.isPositive()) {
      WaitNode ready = look();
      if (ready == null) {
        throw timeout(limit);
      }
      return complete(ready);
    }
    var time = new TimeLimit(Engines.current(), limit);
    WaitNode won = wait(time);
    if (won.event() == time) {
      throw timeout(limit);
    }
    return complete(won);
  }

  Optional<T> poll() {
    WaitNode ready = look();
    return ready == null ? Optional.empty() : Optional.of(complete(ready));
  }

  /// The clause that can happen without waiting, or null.
  ///
  /// Polling one clause after the other is not enough: each may have been ready while another was looked at. So those of which none
  /// was found ready are enlisted: if the waiter is still unsettled when the last one is, then none was ready at that moment.
  private @Nullable WaitNode look() {
    var waiter = new Waiter(events[0], events[0].offer());
    WaitNode[] nodes = nodes(waiter, null);
    WaitNode ready = pollNodes(nodes);
    if (ready != null || nodes.length == 1) {
      return ready;
    }
    int enlisted = enlist(waiter, nodes);
    WaitNode won = waiter.cancel() || !waiter.await() ? null : waiter.winner();
    delistAllBut(won, nodes, enlisted);
    return won;
  }

  private WaitNode wait(@Nullable TimeLimit limit) throws InterruptedException {
    var waiter = new Several(events[0]);
    WaitNode[] nodes = nodes(waiter, limit);
    waiter.nodes = nodes;
    WaitNode ready = pollNodes(nodes);
    if (ready != null) {
      return ready;
    }
    int enlisted = enlist(waiter, nodes);
    boolean done = waiter.await();
    WaitNode won = done ? waiter.winner() : null;
    delistAllBut(won, nodes, enlisted);
    if (won == null) {
      throw new InterruptedException();
    }
    return won;
  }

  /// A waiter that can say all that it waits for.
  private static final class Several extends Waiter {
    private volatile WaitNode[] nodes = new WaitNode[0];

    Several(Event<?> first) {
      super(first, first.offer());
    }

    @Override
    public List<WaitReason> reasons() {
      return Arrays.stream(nodes).sorted(Comparator.comparingInt(WaitNode::position)).map(n -> n.event().reason()).toList();
    }

    @Override
    public List<Thread> holders() {
      return List.of();
    }
  }

  private static int enlist(Waiter waiter, WaitNode[] nodes) {
    int enlisted = 0;
    while (enlisted < nodes.length && waiter.isWaiting()) {
      WaitNode node = nodes[enlisted++];
      node.event().enlist(node);
    }
    return enlisted;
  }

  private static void delistAllBut(@Nullable WaitNode won, WaitNode[] nodes, int enlisted) {
    for (int i = 0; i < enlisted; i++) {
      if (nodes[i] != won) {
        nodes[i].event().delist(nodes[i]);
      }
    }
  }

  private WaitNode[] nodes(Waiter waiter, @Nullable TimeLimit limit) {
    int n = events.length;
    WaitNode[] nodes = new WaitNode[limit == null ? n : n + 1];
    nodes[0] = waiter;
    for (int i = 1; i < n; i++) {
      nodes[i] = waiter.place(events[i], events[i].offer(), i);
    }
    if (limit != null) {
      nodes[n] = waiter.place(limit, null, n);
    }
    return nodes;
  }

  /// Polls in the chosen order; a time limit, which comes last, is never ready here.
  private @Nullable WaitNode pollNodes(WaitNode[] nodes) {
    int n = events.length;
    for (int i = 0; i < n; i++) {
      if (order == Order.FAIR && n - i > 1) { // draw the next one: a shuffle as far as it is needed
        int j = i + Randoms.below(n - i);
        WaitNode drawn = nodes[j];
        nodes[j] = nodes[i];
        nodes[i] = drawn;
      }
      if (nodes[i].event().poll(nodes[i])) {
        return nodes[i];
      }
    }
    return null;
  }

  @SuppressWarnings("unchecked")
  private T complete(WaitNode node) {
    Object result = node.event().complete(node);
    Function<Object, ?> map = maps[node.position()];
    return (T) (map == null ? result : map.apply(result));
  }

  Selectable.Pending onReady(Consumer<? super Outcome<T>> callback) {
    var waiter = new Callback(callback);
    WaitNode[] nodes = nodes(waiter, null);
    waiter.nodes = nodes;
    WaitNode ready = pollNodes(nodes);
    if (ready != null) {
      waiter.tell(outcome(ready));
      return () -> false;
    }
    waiter.enlisted = nodes.length;
    enlist(waiter, nodes);
    waiter.enlisted();
    return waiter::giveUp;
  }

  private Outcome<T> outcome(WaitNode node) {
    try {
      return new Outcome.Success<>(complete(node));
    } catch (RuntimeException | Error e) {
      return new Outcome.Failure<>(e);
    }
  }

  private static void refuseIfInterrupted() throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
  }

  private TimeoutException timeout(Duration limit) {
    var what = new StringBuilder();
    for (Event<?> event : events) {
      what.append(what.isEmpty() ? "" : " or ").append(event.reason());
    }
    return new TimeoutException("not within " + limit + ": " + what);
  }

  /// A waiter that is a function. Its callback runs once, after the enlisting is over, wherever the settlement comes from.
  private final class Callback extends Waiter {
    private final Consumer<? super Outcome<T>> callback;
    private WaitNode[] nodes = new WaitNode[0];
    private int enlisted;
    private final AtomicInteger steps = new AtomicInteger(2);

    Callback(Consumer<? super Outcome<T>> callback) {
      super(events[0]);
      this.callback = callback;
    }

    @Override
    protected void resume() {
      step();
    }

    void enlisted() {
      step();
    }

    /// The second of the two, settled and enlisted, does it.
    private void step() {
      if (steps.decrementAndGet() == 0) {
        WaitNode won = winner();
        delistAllBut(won, nodes, enlisted);
        tell(outcome(won));
      }
    }

    /// The thread that makes it happen is a sender, a timer's carrier, anybody: it is not to blame for the callback.
    private void tell(Outcome<T> outcome) {
      try {
        callback.accept(outcome);
      } catch (Throwable t) {
        System.getLogger("dev.weft").log(Level.ERROR, "a callback that waited for " + of + " threw", t);
      }
    }

    boolean giveUp() {
      boolean cancelled = cancel();
      if (cancelled) {
        delistAllBut(null, nodes, enlisted);
      }
      return cancelled;
    }
  }
}
