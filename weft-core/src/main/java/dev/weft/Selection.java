package dev.weft;

import dev.weft.internal.run.Interruption;
import dev.weft.internal.util.Texts;
import dev.weft.wait.Event;
import dev.weft.wait.SelectWaiter;
import dev.weft.wait.TimeLimit;
import dev.weft.wait.WaitNode;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The one door: how every wait for a [Selectable] goes.
///
/// ```
///  look at every clause, poll what seems ready --one is ready--> complete it
///                                              --none, and nobody is to wait--> enlist every clause, cancel; complete what settled meanwhile
///  enlist every clause, in turn --one settles the waiter--> park (returns at once)
///  park --settled--> delist the others, complete the winner
///       --interrupted--> cancel; delist all --> InterruptedException
/// ```
/// A [SelectCallback] takes the same way, but is called instead of parking. Immutable; may be used by many at once: all that changes is in
/// the [SelectWaiter] and its nodes.
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

  /// Whether the order in which they are enlisted may decide which of several clauses happens.
  private final boolean drawsLots;

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
    this.drawsLots = order == Order.FAIR && clauses.mayShareAQueue();
    events = new Event<?>[n];
    maps = (@Nullable Function<Object, ?>[]) new Function<?, ?>[n];
    for (int i = 0; i < n; i++) {
      events[i] = clauses.event(i);
      maps[i] = clauses.map(i);
    }
  }

  @Override
  public String toString() {
    return of.toString();
  }

  T await() throws InterruptedException {
    if (events.length == 1) { // no choice: the clause's own way of waiting is shorter
      return mapped(events[0].await(), 0);
    }
    Interruption.check();
    return complete(wait(null));
  }

  T await(Duration limit) throws InterruptedException, TimeoutException {
    WaitNode won = within(limit);
    if (won == null) {
      throw timeout(limit);
    }
    return complete(won);
  }

  Optional<T> poll() {
    return completeIfAny(look());
  }

  Optional<T> poll(Duration limit) throws InterruptedException {
    return completeIfAny(within(limit));
  }

  private Optional<T> completeIfAny(@Nullable WaitNode won) {
    return won == null ? Optional.empty() : Optional.of(complete(won));
  }

  /// The clause that has happened; null if the time has passed.
  private @Nullable WaitNode within(Duration limit) throws InterruptedException {
    Interruption.check();
    if (!limit.isPositive()) {
      return look();
    }
    var time = new TimeLimit(limit);
    WaitNode won = wait(time);
    return won.event() == time ? null : won;
  }

  /// The clause that can happen without waiting, or null.
  ///
  /// Polling one clause after the other is not enough: each may have been ready while another was looked at. So those of which none
  /// was found ready are enlisted: if the waiter is still unsettled when the last one is, then none was ready at that moment.
  private @Nullable WaitNode look() {
    var waiter = new SelectWaiter(events, null);
    WaitNode[] nodes = waiter.places();
    if (nodes.length == 1) {
      return waiter.event().poll(waiter) ? waiter : null;
    }
    WaitNode ready = pollNodes(nodes);
    if (ready != null) {
      return ready;
    }
    int enlisted = enlist(waiter);
    WaitNode won = waiter.cancel() || !waiter.await() ? null : waiter.winner();
    delistAllBut(won, nodes, enlisted);
    return won;
  }

  private WaitNode wait(@Nullable TimeLimit limit) throws InterruptedException {
    var waiter = new SelectWaiter(events, limit);
    WaitNode[] nodes = waiter.places();
    WaitNode ready = pollNodes(nodes);
    if (ready != null) {
      return ready;
    }
    int enlisted = enlist(waiter);
    boolean done = waiter.await();
    WaitNode won = done ? waiter.winner() : null;
    delistAllBut(won, nodes, enlisted);
    if (won == null) {
      throw Interruption.thrown();
    }
    return won;
  }

  /// Returns how many of its places, from the first on, are or were in a queue.
  ///
  /// Conditions of clauses are the user's, and may throw when others have been enlisted already: then no place may stay behind, whose
  /// waiter would be handed something that nobody takes. Something that has happened by then counts more than the exception.
  private static int enlist(SelectWaiter waiter) {
    WaitNode[] nodes = waiter.places();
    int enlisted = 0;
    try {
      while (enlisted < nodes.length && waiter.isWaiting()) {
        WaitNode node = nodes[enlisted++];
        node.event().enlist(node);
      }
    } catch (Throwable e) {
      if (waiter.cancel()) {
        delistAllBut(null, nodes, enlisted);
        throw e;
      }
    }
    return enlisted;
  }

  static void delistAllBut(@Nullable WaitNode won, WaitNode[] nodes, int enlisted) {
    for (int i = 0; i < enlisted; i++) {
      if (nodes[i] != won) {
        nodes[i].event().delist(nodes[i]);
      }
    }
  }

  private @Nullable WaitNode pollNodes(WaitNode[] nodes) {
    return switch (order) {
      case FAIR -> FirstLook.fair(nodes, events.length, drawsLots);
      case PRIORITY -> FirstLook.inOrder(nodes, events.length);
    };
  }

  private T complete(WaitNode node) {
    return mapped(node.event().complete(node), node.position());
  }

  @SuppressWarnings("unchecked")
  private T mapped(Object result, int clause) {
    Function<Object, ?> map = maps[clause];
    return (T) (map == null ? result : Objects.requireNonNull(map.apply(result), "the function of a map has returned null"));
  }

  Selectable.Pending onReady(Consumer<? super Outcome<T>> callback) {
    var waiter = new SelectCallback<>(this, events, callback);
    Outcome<T> now = outcomeNow(waiter);
    if (now != null) {
      waiter.tell(now);
      return () -> false;
    }
    waiter.enlisted();
    return waiter::giveUp;
  }

  /// What is ready, or what has gone wrong while it was looked for; null if it waits now, in all queues.
  private @Nullable Outcome<T> outcomeNow(SelectCallback<T> waiter) {
    try {
      WaitNode ready = pollNodes(waiter.places());
      if (ready != null) {
        return outcome(ready);
      }
      enlist(waiter);
      return null;
    } catch (RuntimeException | Error e) {
      return new Outcome.Failure<>(e);
    }
  }

  /// What the callback of a settled node gets.
  Outcome<T> outcome(WaitNode node) {
    try {
      return new Outcome.Success<>(complete(node));
    } catch (RuntimeException | Error e) {
      return new Outcome.Failure<>(e);
    }
  }

  private TimeoutException timeout(Duration limit) {
    var what = new StringBuilder();
    for (Event<?> event : events) {
      what.append(what.isEmpty() ? "" : " or ").append(event.reason());
    }
    return new TimeoutException("not within " + Texts.exact(limit) + ": " + what);
  }
}
