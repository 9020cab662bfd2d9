package dev.weft;

import dev.weft.wait.Event;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;

/// Something that can be waited for: a value that describes a wait (an event of Concurrent ML).
///
/// Making one does nothing. Each [#await], [#poll], [#onReady] is one attempt; the same selectable can be used again and by
/// many at once. [#map] changes the result, [Select] makes one out of many. Results are never null.
///
/// Cancellation: a waiting method that throws [InterruptedException] has taken nothing and changed nothing; the exception's cause is that of
/// the cancellation, if it was one. If the interrupt
/// comes after the thing has happened, the result is returned and the interrupt status stays set. It is looked for at the beginning and while
/// parked; one that comes in between may be too late, even for a value that is sent after it.
///
/// Happens-before: what made it ready is visible after the wait.
///
/// To write one, extend [Event].
///
/// @param <T> the type of the result
public abstract sealed class Selectable<T> permits Event, Selectable.Mapped, Selectable.Switched, Choice {
  protected Selectable() {}

  /// Adds the events that this consists of. For the kernel.
  protected abstract void clauses(Clauses into);

  /// The prepared form; made anew for what is used once, kept where it pays.
  Selection<T> selection() {
    return new Selection<>(this, order());
  }

  /// Which of its clauses is taken if several are ready.
  Selection.Order order() {
    return Selection.Order.PRIORITY;
  }

  /// Waits until it happens. Parks.
  ///
  /// @throws InterruptedException if the thread or fiber is interrupted or cancelled before it has happened
  public T await() throws InterruptedException {
    return selection().await();
  }

  /// Waits until it happens, but no longer than that. Parks, unless the limit is zero or negative: then it only looks.
  /// What is ready at once beats any limit.
  ///
  /// @throws TimeoutException if the time has passed and nothing has happened: then nothing was taken
  /// @throws InterruptedException if the thread or fiber is interrupted or cancelled before it has happened
  public T await(Duration limit) throws InterruptedException, TimeoutException {
    return selection().await(Objects.requireNonNull(limit, "limit"));
  }

  /// Does it now if that is possible without waiting; else empty. Never parks. Throws what [#await()] would throw at once, such as the end of a channel; an interrupt is not looked for.
  public Optional<T> poll() {
    return selection().poll();
  }

  /// Waits until it happens, but no longer than that, as [#await(Duration)] does, where the end of the time is nothing unusual: empty then,
  /// and nothing was taken. Parks, unless the limit is zero or negative: then it only looks. Otherwise throws what [#await()] throws.
  ///
  /// @throws InterruptedException if the thread or fiber is interrupted or cancelled before it has happened
  public Optional<T> poll(Duration limit) throws InterruptedException {
    return selection().poll(Objects.requireNonNull(limit, "limit"));
  }

  /// The same, with a changed result. The function runs once per result, on the waiting thread; for a callback or a future, on the thread that makes it happen, where it must not
  /// park. If it throws, or returns null, which makes a [NullPointerException], the wait throws that, although the thing has happened.
  public <R> Selectable<R> map(Function<? super T, ? extends R> change) {
    return new Mapped<>(this, Objects.requireNonNull(change, "change"));
  }

  /// The same while the condition is true; while it is false, never ready. The condition is looked at when a wait begins, on the waiting
  /// thread, perhaps more than once; what changes it later does not end that wait. What it throws, the wait throws, and has taken nothing; if another clause has happened by then, that counts instead.
  /// For clauses of a select that are switched on and off.
  ///
  /// ```java
  /// Select.any(in.receiving().when(() -> queue.size() < 100), out.sending(next).when(() -> !queue.isEmpty()));
  /// ```
  /// A wait for nothing but switched-off clauses lasts until it is interrupted, or its limit comes.
  public Selectable<T> when(BooleanSupplier condition) {
    return new Switched<>(this, Objects.requireNonNull(condition, "condition"));
  }

  /// Calls back when it has happened, instead of waiting. The callback runs on the thread that makes it happen, or at once on
  /// this one: it must be short and must not park; what it throws is logged and hurts nobody else. It gets a [Outcome.Failure] if the
  /// wait ends with an exception. What happens at the hands of a callback is told to others, or to itself, when it has returned: so a
  /// callback may wait for the next value, and the next.
  ///
  /// @return a handle that gives up waiting; its `cancel` is false if it has happened
  public Pending onReady(Consumer<? super Outcome<T>> callback) {
    return selection().onReady(Objects.requireNonNull(callback, "callback"));
  }

  /// As a future of the JDK. Cancelling it, or completing it in any other way, gives up waiting, unless it has happened: then the
  /// future has or gets the result, and `cancel` returns false. What depends on it may run as a callback does ([#onReady]): it must not park
  /// either, unless it is given an executor.
  public CompletableFuture<T> toFuture() {
    var future = new WaitFuture<T>();
    future.begin(this);
    return future;
  }

  /// A wait that goes on in the background.
  @FunctionalInterface
  public interface Pending {
    /// Gives up waiting; true for the call that has done so, false if it has happened, or was given up before.
    boolean cancel();
  }

  /// One selectable with a function after it.
  static final class Mapped<A, R> extends Selectable<R> {
    private final Selectable<A> inner;
    private final Function<? super A, ? extends R> change;

    Mapped(Selectable<A> inner, Function<? super A, ? extends R> change) {
      this.inner = inner;
      this.change = change;
    }

    @Override
    Selection.Order order() {
      return inner.order();
    }

    @Override
    protected void clauses(Clauses into) {
      into.addMapped(inner, change);
    }

    @Override
    public String toString() {
      return inner.toString();
    }
  }

  /// One selectable behind a switch.
  static final class Switched<T> extends Selectable<T> {
    private final Selectable<T> inner;
    private final BooleanSupplier condition;

    Switched(Selectable<T> inner, BooleanSupplier condition) {
      this.inner = inner;
      this.condition = condition;
    }

    @Override
    Selection.Order order() {
      return inner.order();
    }

    @Override
    protected void clauses(Clauses into) {
      into.addSwitched(inner, condition);
    }

    @Override
    public String toString() {
      return inner.toString(); // the condition is for waiting threads to look at
    }
  }
}
