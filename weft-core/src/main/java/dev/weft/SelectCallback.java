package dev.weft;

import dev.weft.wait.Event;
import dev.weft.wait.SelectWaiter;
import dev.weft.wait.WaitNode;
import java.lang.System.Logger.Level;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/// A waiter that is a function. Its callback runs once, after the enlisting is over, wherever the settlement comes from.
final class SelectCallback<T> extends SelectWaiter {
  private final Selection<T> selection;
  private final Consumer<? super Outcome<T>> callback;
  private final AtomicInteger steps = new AtomicInteger(2);

  SelectCallback(Selection<T> selection, Event<?>[] events, Consumer<? super Outcome<T>> callback) {
    super(events);
    this.selection = selection;
    this.callback = callback;
  }

  @Override
  protected void resume() {
    step();
  }

  /// All places are in their queues, or it has been settled before.
  void enlisted() {
    step();
  }

  /// The second of the two, settled and enlisted, does it.
  private void step() {
    if (steps.decrementAndGet() == 0) {
      WaitNode won = winner();
      Selection.delistAllBut(won, places(), places().length);
      tell(selection.outcome(won));
    }
  }

  /// The thread that makes it happen is a sender, a timer's carrier, anybody: it is not to blame for the callback.
  void tell(Outcome<T> outcome) {
    try {
      callback.accept(outcome);
    } catch (Throwable t) {
      System.getLogger("dev.weft").log(Level.ERROR, "a callback that waited for " + selection + " threw", t);
    }
  }

  /// False if it has happened.
  boolean giveUp() {
    boolean cancelled = cancel();
    if (cancelled) {
      Selection.delistAllBut(null, places(), places().length);
    }
    return cancelled;
  }
}
