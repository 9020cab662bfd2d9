package dev.weft.wait;

import dev.weft.Clauses;
import dev.weft.Selectable;
import dev.weft.WaitReason;
import dev.weft.internal.run.Interruption;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Something that can be waited for, as its author writes it: poll first, then enlist, then be settled.
///
/// The protocol (Concurrent ML's events; Reppy, Russo and Xiao, *Parallel Concurrent ML*, 2009, for the claim):
///
/// 1. [#poll]: do it now if that is possible without waiting.
/// 2. [#enlist]: otherwise remember the node. If it has become possible meanwhile, do it: claim the node's waiter first,
///    because other events may know it already (see [Waiter#claim]).
/// 3. Whoever makes it possible later takes a node out, calls [Waiter#trySettle], and if that is true stores the result
///    in the node and calls [Waiter#finish].
/// 4. [#delist]: the waiter has been settled by another event, or gives up: forget the node.
/// 5. [#complete]: on the waiter's own thread, turn what is in the node into the result.
///
/// All five are called without locks of Weft's being held; an event guards its queue by a lock of its own, held briefly and
/// never across a wait. Two-sided events, such as channels, must not match a node with another node of the same waiter.
///
/// @param <T> the type of the result
public abstract non-sealed class Event<T> extends Selectable<T> {
  protected Event() {}

  /// Does it now, if it can be done without waiting: then stores the result in the node and returns true.
  public abstract boolean poll(WaitNode node);

  /// Whether [#poll] may find something. False only if it would have found nothing a moment ago: asked, instead of a poll, where enlisting
  /// comes next. Takes no lock, so an event that cannot tell without one says true.
  public boolean mayBeReady() {
    return true;
  }

  /// The queue that its waiters stand in, if it can be told: of two waits in the same one that which came first is served first. A fair
  /// select draws lots who comes first among clauses that may share a queue.
  public @Nullable Object queue() {
    return null;
  }

  /// Remembers the node until it can be settled; may settle it at once.
  public abstract void enlist(WaitNode node);

  /// Forgets the node, if it is still there.
  public abstract void delist(WaitNode node);

  /// The result that a node holds; called once, for the node that was settled. May throw what the wait should throw.
  @SuppressWarnings({"unchecked", "NullAway"}) // events whose result is never null; the others override this
  public T complete(WaitNode node) {
    return (T) node.result();
  }

  /// What a node brings to this event; called once per wait.
  public @Nullable Object offer() {
    return null;
  }

  /// What a wait for this is called in reports, and who could end it.
  public abstract WaitReason reason();

  /// What is waited for, in the words of reports.
  @Override
  public String toString() {
    return reason().toString();
  }

  /// The threads whose doing could make it happen, if that is known and no others could: the owner of a lock, the fiber
  /// that is joined. For reports, which look for cycles; a moment ago will do.
  public List<Thread> holders() {
    return List.of();
  }

  /// The threads each of which could make it happen by itself, if no others could while those sleep: whoever has one of several places.
  /// For reports, if there are no [#holders].
  public List<Thread> anyHolders() {
    return List.of();
  }

  /// The wait for one event alone: one node, and no list of clauses. Overridden where there is a shorter way.
  @Override
  public T await() throws InterruptedException {
    Interruption.check();
    var waiter = new Waiter(this, offer());
    if (!poll(waiter)) {
      enlist(waiter);
      if (!waiter.await()) {
        delist(waiter);
        throw Interruption.thrown();
      }
    }
    return complete(waiter);
  }

  @Override
  protected final void clauses(Clauses into) {
    into.add(this);
  }
}
