package dev.weft;

import dev.weft.internal.fiber.FiberTask;
import dev.weft.internal.run.Interruption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/// What is made of scopes: all, race.
final class Patterns {
  private Patterns() {}

  static <A, R> List<R> all(
      Collection<? extends A> elements, Fn<? super A, ? extends R> function, @Nullable Limit limit)
      throws InterruptedException {
    Objects.requireNonNull(function, "function");
    List<Fiber<R>> fibers = new ArrayList<>(elements.size());
    Scope scope = limit == null ? Scope.open() : Scope.open(Policy.failFast(), new Limit(limit.running(), 0, false));
    try (scope) {
      forkEach(elements, function, scope, fibers);
    } catch (CancellationException e) { // from a fork that waited for a place; what close() has made of it is suppressed
      for (Throwable closing : e.getSuppressed()) {
        if (closing instanceof FiberFailedException failure) {
          throw failure;
        }
        if (closing instanceof InterruptedException) {
          throw Interruption.thrown("interrupted while forking; the fibers were cancelled and have ended");
        }
      }
      throw e;
    }
    List<R> results = new ArrayList<>(fibers.size());
    for (Fiber<R> fiber : fibers) {
      results.add(valueOf(fiber));
    }
    return Collections.unmodifiableList(results);
  }

  private static <A, R> void forkEach(
      Collection<? extends A> elements, Fn<? super A, ? extends R> function, Scope scope, List<Fiber<R>> forked) {
    SpawnSite site = SpawnSite.of(function);
    try {
      for (A element : elements) {
        if (scope.isCancelled()) {
          break; // the rest would be cancelled before it begins
        }
        forked.add(scope.members().fork(null, () -> function.apply(element), site));
      }
    } catch (RuntimeException | Error e) { // such as the collection's: nobody will see the results
      if (!Thread.currentThread().isInterrupted()) { // else the scope cancels them, with the interrupt's cause
        scope.cancel(e);
      }
      throw e;
    }
  }

  static <T> T race(List<? extends Callable<? extends T>> bodies) throws InterruptedException {
    if (bodies.isEmpty()) {
      throw new IllegalArgumentException("a race without runners has no winner; give at least one body");
    }
    Scope scope = Scope.open(Policy.firstSuccess()).named("race");
    try (scope) {
      for (Callable<? extends T> body : bodies) {
        scope.fork(body);
      }
    }
    FiberTask<?> winner = scope.members().winner();
    if (winner == null) { // close() throws the failures; what is left is that somebody has cancelled every runner
      throw new CancellationException("all runners of the race were cancelled");
    }
    @SuppressWarnings("unchecked") // the scope has runners only
    Fiber<T> first = (Fiber<T>) winner;
    return valueOf(first);
  }

  /// The value of a fiber that has ended; never parks, so that no interrupt can come in between.
  @SuppressWarnings("NullAway") // null is the value of bodies that return nothing
  static <T> T valueOf(Fiber<T> ended) {
    return switch (ended.outcome().orElseThrow()) {
      case Outcome.Success<T>(T value) -> value;
      case Outcome.Failure<T>(Throwable cause) -> throw new FiberFailedException(ended.toString(), cause);
      case Outcome.Cancelled<T>(Throwable cause) -> throw new CancelledException(ended + " was cancelled", cause);
    };
  }
}
