package dev.weft.wait;

import org.jspecify.annotations.Nullable;

/// One waiter's place in one event's queue: the offer it makes there, and the result it gets.
///
/// `previous` and `next` belong to the queue and are guarded by its lock. `offer` is written before the node is
/// enlisted. `result` is written by whoever has settled the waiter with this node, before
/// [Waiter#finish].
public class WaitNode {
  final Waiter waiter;
  final Event<?> event;

  /// Null if and only if it is in no queue, as [#next] is.
  @Nullable WaitNode previous;

  @Nullable WaitNode next;

  /// How many clauses a select can have: positions are small because nodes are, and a time limit comes after the last clause.
  public static final int MAX_CLAUSES = Character.MAX_VALUE;

  /// Which clause of its select it is.
  private final char position;

  private final @Nullable Object offer;
  private @Nullable Object result;

  /// A place for one clause of a wait.
  WaitNode(Waiter waiter, Event<?> event, @Nullable Object offer, int position) {
    this.waiter = waiter;
    this.event = event;
    this.offer = offer;
    this.position = (char) position;
  }

  /// For [Waiter], whose first place is itself.
  WaitNode(Event<?> event, @Nullable Object offer) {
    this.waiter = (Waiter) this;
    this.event = event;
    this.offer = offer;
    this.position = 0;
  }

  /// Which clause of its select it is, from 0.
  public final int position() {
    return position;
  }

  /// Whose it is.
  public final Waiter waiter() {
    return waiter;
  }

  /// What it waits for.
  public final Event<?> event() {
    return event;
  }

  /// What it brings: the value to send, the number of permits; null if nothing.
  public final @Nullable Object offer() {
    return offer;
  }

  /// What came of it; meaningful once the waiter is done, or [Event#poll] has returned true.
  public final @Nullable Object result() {
    return result;
  }

  /// Stores the result. Called by the event, before [Waiter#finish], or in [Event#poll].
  public final void succeed(@Nullable Object value) {
    result = value;
  }

  /// Stores that the thing waited for has ended, for a reason or for none.
  public final void end(@Nullable Throwable cause) {
    result = cause == null ? End.WITHOUT_CAUSE : new End(cause);
  }

  /// Whether it ended instead of happening.
  public final boolean ended() {
    return result instanceof End;
  }

  /// Why it ended, or null.
  public final @Nullable Throwable failure() {
    return result instanceof End end ? end.cause : null;
  }

  /// Nothing will come of it: its clause is switched off as long as this wait lasts. For reports; nobody settles it.
  public final void switchOff() {
    result = Switch.OFF;
  }

  final boolean isSwitchedOff() {
    return result == Switch.OFF;
  }

  private enum Switch {
    OFF
  }

  /// Stands in the place of a result; a node is small because a million of them may wait.
  private record End(@Nullable Throwable cause) {
    static final End WITHOUT_CAUSE = new End(null);
  }
}
