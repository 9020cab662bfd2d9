package dev.weft;

import dev.weft.internal.fiber.FiberTask;
import dev.weft.internal.fiber.Members;
import dev.weft.internal.run.Engine;
import dev.weft.internal.run.Engines;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/// A block that its fibers do not outlive (structured concurrency: Trio's nurseries, Kotlin's scopes).
///
/// ```java
/// try (var scope = Scope.open()) {
///   for (URI u : seeds) scope.fork("fetch " + u, () -> pages.send(fetch(u)));
/// } // here all have ended, or one has failed, the others were cancelled and have ended
/// ```
/// Whatever way the block is left, [#close] waits for all fibers. What a failure does to the others is the [Policy]; how many run at a
/// time is the [Limit]. A scope that is opened in a fiber belongs to that fiber: cancelling the fiber cancels what runs in it.
///
/// `close` cannot see that the block itself has thrown something: the fibers then run to their ends. Nor does the block learn that a
/// fiber has failed, unless it joins that. With [#run] and [#call] the block and its fibers end together.
///
/// A fiber that ends and has left a scope open that it has opened fails with an [IllegalStateException], after that scope's fibers have been cancelled and have ended. A scope
/// that a thread without a fiber leaves open runs on.
///
/// Any thread may fork, cancel and look. Happens-before: what the forking thread did is visible to the fiber; what the fibers did is
/// visible after `close`. Null are only values that a body or a block has returned, and elements of [#all].
///
/// What forks on a scheduler that has been closed, or is just being closed, throws a [java.util.concurrent.RejectedExecutionException]: so may [#run], [#call], [#all] and [#race].
@SuppressWarnings("try") // its close is the one method that may park
public final class Scope implements AutoCloseable {
  private final Members members;

  private Scope(Engine engine, Policy policy, @Nullable Limit limit) {
    this.members = new Members(engine, policy, limit);
  }

  /// Fails fast: the first failure cancels the others and is what `close` throws. On the current fiber's scheduler, or the default
  /// one.
  public static Scope open() {
    return new Scope(Engines.current(), Policy.failFast(), null);
  }

  /// With another policy.
  public static Scope open(Policy policy) {
    return new Scope(Engines.current(), Objects.requireNonNull(policy, "policy"), null);
  }

  /// With another policy and a limit on how many fibers run at a time.
  public static Scope open(Policy policy, Limit limit) {
    return new Scope(
        Engines.current(), Objects.requireNonNull(policy, "policy"), Objects.requireNonNull(limit, "limit"));
  }

  static Scope on(Engine engine) {
    return new Scope(engine, Policy.failFast(), null);
  }

  /// Gives it a name for reports; returns the scope itself.
  public Scope named(String name) {
    members.name(name);
    return this;
  }

  // ---- forking

  /// Starts a fiber; what it inherits is told at [Fiber]. In a cancelled scope the fiber is cancelled before it begins. Parks only if a [Limit] says so, and not in a cancelled scope.
  ///
  /// @throws ScopeClosedException if the scope has closed
  /// @throws LimitExceededException if the scope's limit refuses it
  /// @throws java.util.concurrent.CancellationException if interrupted or cancelled while the limit made it wait: then nothing was
  ///     forked, and the interrupt status is set
  /// @throws java.util.concurrent.RejectedExecutionException if the scheduler has been closed
  public <T> Fiber<T> fork(Callable<T> body) {
    return members.fork(null, body, SpawnSite.of(body));
  }

  /// Starts a fiber that returns nothing; otherwise as [#fork(Callable)].
  public Fiber<Void> fork(Action body) {
    return members.fork(null, body, SpawnSite.of(body));
  }

  /// Starts a fiber with a name; otherwise as [#fork(Callable)].
  public <T> Fiber<T> fork(String name, Callable<T> body) {
    return members.fork(Objects.requireNonNull(name, "name"), body, SpawnSite.of(body));
  }

  /// Starts a fiber with a name that returns nothing; otherwise as [#fork(Callable)].
  public Fiber<Void> fork(String name, Action body) {
    return members.fork(Objects.requireNonNull(name, "name"), body, SpawnSite.of(body));
  }

  // ---- ending

  /// Cancels its fibers, those in the scopes that they have opened, and those that will still be forked here. Does not wait, and
  /// does not make `close` throw. The first cause stays. Never parks. After the close there is nobody to cancel.
  ///
  /// @return false if it was cancelled before
  public boolean cancel(Throwable cause) {
    return members.cancel(Objects.requireNonNull(cause, "cause"));
  }

  /// Whether it has been cancelled: by hand, by its policy, with the fiber that opened it, or by a deadline.
  public boolean isCancelled() {
    return members.isCancelled();
  }

  /// Waits until all fibers have ended, those that they fork here meanwhile included; then the scope is closed. Any thread may close
  /// it; closing twice does nothing. Parks. If the waiting thread is interrupted or cancelled, the fibers are cancelled, and
  /// still awaited.
  ///
  /// Of several that close it, one is thrown the failures. A failure that [Fiber#join] has thrown to whoever opened the scope is not thrown again, nor are those that only
  /// bring it along.
  ///
  /// @throws FiberFailedException if the policy says so; the cause is the first failure, the others are suppressed. If the waiting thread was interrupted too, its status is set
  /// @throws InterruptedException if the waiting thread was interrupted or cancelled, and nothing has failed; also when it closes for the second time
  /// @throws IllegalStateException if a fiber closes a scope that it runs in: it would wait for itself
  @Override
  public void close() throws InterruptedException {
    members.close();
  }

  // ---- a block that ends with its fibers

  /// What a scope is opened for.
  @FunctionalInterface
  public interface Block {
    /// Forks into the scope and does its own part.
    void run(Scope scope) throws Exception;
  }

  /// Runs a block in a fiber of its own, waits until it and all fibers have ended, and closes the scope (Trio's `async with`, Kotlin's `coroutineScope` and
  /// `supervisorScope`). If the block throws, the fibers are cancelled, whatever the policy is; if the scope is cancelled, by its policy or by hand, so
  /// is the block. The block takes no place of a [Limit]. Parks; if the waiting thread is interrupted or cancelled, all are cancelled, and still awaited.
  ///
  /// ```java
  /// Scope.open().run(scope -> {
  ///   scope.fork("index", () -> { for (Page page : pages) index(page); });
  ///   for (URI u : seeds) pages.send(fetch(u)); // if this throws, the indexer is cancelled; if that fails, this is
  ///   pages.close();
  /// });
  /// ```
  ///
  /// @throws FiberFailedException if the block threw, or if the policy says so; the cause is the first failure, the others are suppressed. One that the
  ///     block itself got from a join is thrown as it is
  /// @throws CancelledException if the block was cut off by a cancellation that is no failure; but where the policy has a winner, that is the normal end
  /// @throws InterruptedException if the waiting thread was interrupted or cancelled, and nothing has failed
  /// @throws ScopeClosedException if the scope has closed
  /// @throws IllegalStateException if it runs a block already, or if a fiber that runs in it calls this: it would wait for itself
  public void run(Block block) throws InterruptedException {
    Objects.requireNonNull(block, "block");
    Fiber<Scope> ended = inside(() -> {
      block.run(this);
      return this;
    }, SpawnSite.of(block));
    boolean cutOffByWinner = members.winner() != null && ended.outcome().orElseThrow() instanceof Outcome.Cancelled;
    if (!cutOffByWinner) {
      Patterns.valueOf(ended);
    }
  }

  /// The same for a block that returns something, which may be null.
  ///
  /// @throws CancelledException if the block was cut off by a cancellation that is no failure, such as a winner's
  public <T> T call(Fn<? super Scope, ? extends T> block) throws InterruptedException {
    Objects.requireNonNull(block, "block");
    return Patterns.valueOf(inside(() -> block.apply(this), SpawnSite.of(block)));
  }

  private <T> Fiber<T> inside(Callable<T> block, SpawnSite site) throws InterruptedException {
    FiberTask<T> fiber = members.listBlock(block, site);
    try (Scope _ = this) {
      members.startNew(fiber);
    }
    return fiber;
  }

  // ---- whole patterns

  /// Applies a function to all elements at the same time, each in a fiber of its own; the results are in the elements' order.
  /// The first failure cancels the rest, and so does a collection whose iterator throws. Parks until all have ended.
  ///
  /// @return the results, unmodifiable
  /// @throws FiberFailedException if one failed; the cause is the first failure, the others are suppressed
  /// @throws CancelledException if one of the fibers was cancelled by hand, and ended by that
  /// @throws InterruptedException if interrupted or cancelled: the fibers were cancelled and have ended
  public static <A, R> List<R> all(Collection<? extends A> elements, Fn<? super A, ? extends R> function)
      throws InterruptedException {
    return Patterns.all(elements, function, null);
  }

  /// The same with at most so many at a time. The elements beyond the limit wait here, so its queue and whether it refuses mean nothing.
  public static <A, R> List<R> all(Collection<? extends A> elements, Fn<? super A, ? extends R> function, Limit limit)
      throws InterruptedException {
    return Patterns.all(elements, function, Objects.requireNonNull(limit, "limit"));
  }

  /// Runs all bodies at the same time; the first that returns has won, and the others are cancelled with the reason. Parks until all
  /// have ended.
  ///
  /// @return the winner's value, which may be null
  /// @throws FiberFailedException if one failed and none has won; the cause is the first failure, the others are suppressed. If the waiting thread was interrupted too, its
  ///     status is set: who returns after that has not won
  /// @throws java.util.concurrent.CancellationException if all were cancelled by hand
  /// @throws IllegalArgumentException if there is no body
  /// @throws InterruptedException if interrupted or cancelled: the fibers were cancelled and have ended
  @SafeVarargs
  @SuppressWarnings("varargs") // copied, never stored
  public static <T> T race(Callable<? extends T>... bodies) throws InterruptedException {
    return Patterns.race(List.of(bodies));
  }

  /// The same for as many as there are.
  ///
  /// @throws FiberFailedException if one failed and none has won; the cause is the first failure, the others are suppressed
  /// @throws java.util.concurrent.CancellationException if all were cancelled by hand
  /// @throws IllegalArgumentException if there is no body
  /// @throws InterruptedException if interrupted or cancelled: the fibers were cancelled and have ended
  public static <T> T race(Collection<? extends Callable<? extends T>> bodies) throws InterruptedException {
    return Patterns.race(List.copyOf(bodies));
  }

  /// Such as `scope crawl (fail fast): 3 fibers`.
  @Override
  public String toString() {
    return members.toString();
  }

  Members members() {
    return members;
  }
}
