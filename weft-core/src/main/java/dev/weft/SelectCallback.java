package dev.weft;

import dev.weft.internal.util.Texts;
import dev.weft.wait.Event;
import dev.weft.wait.SelectWaiter;
import dev.weft.wait.WaitNode;
import java.lang.System.Logger.Level;
import java.util.ArrayDeque;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A waiter that is a function. Its callback runs once, after the enlisting is over, wherever the settlement comes from.
///
/// Callbacks never run inside each other: what a callback makes happen, or finds ready, is told when it has returned, on the same thread. So one
/// that waits for the next value of a channel as long as there are values needs no deeper stack than one that waits once.
final class SelectCallback<T> extends SelectWaiter {
  /// What is to be told after the callback that runs on this thread; null if none does.
  private static final ThreadLocal<@Nullable ArrayDeque<Runnable>> LATER = new ThreadLocal<>();

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

  void tell(Outcome<T> outcome) {
    ArrayDeque<Runnable> later = LATER.get();
    if (later != null) {
      later.add(() -> call(outcome));
      return;
    }
    later = new ArrayDeque<>();
    LATER.set(later);
    try {
      call(outcome);
      for (Runnable next = later.poll(); next != null; next = later.poll()) {
        next.run();
      }
    } finally {
      LATER.remove();
    }
  }

  /// The thread that makes it happen is a sender, a timer's carrier, anybody: it is not to blame for the callback.
  private void call(Outcome<T> outcome) {
    try {
      callback.accept(outcome);
    } catch (Throwable t) {
      System.getLogger("dev.weft").log(Level.ERROR, "a callback that waited for " + Texts.of(selection) + " threw", t);
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
