package dev.weft;

/// How many fibers of a scope may run at a time, how many more may wait for that, and what happens to a fork beyond both (a bulkhead; the bounded pool of a `ThreadPoolExecutor`).
///
/// ```java
/// Scope.open(Policy.failFast(), Limit.of(8));                        // the others wait, as many as there are
/// Scope.open(Policy.failFast(), Limit.of(8).queue(100));             // a fork beyond 108 parks until there is room
/// Scope.open(Policy.failFast(), Limit.of(8).queue(100).refusing());  // a fork beyond 108 throws
/// ```
/// A fiber runs from its first turn to its end, also while it waits for something. So a fiber that forks into its own limited scope
/// and waits for the result can wait for ever: fork such work into a scope of its own.
///
/// @param running how many run at a time; at least 1
/// @param queue how many more may wait; [Integer#MAX_VALUE] for any number
/// @param refuses whether a fork beyond both is refused with a [LimitExceededException]; otherwise it parks
public record Limit(int running, int queue, boolean refuses) {
  /// @throws IllegalArgumentException if not at least one may run, if the queue's length is negative, or if it has no end and the rest is to be refused
  public Limit {
    if (running < 1) {
      throw new IllegalArgumentException("a limit lets at least one fiber run, not " + running);
    }
    if (queue < 0) {
      throw new IllegalArgumentException("the length of a limit's queue cannot be negative: " + queue);
    }
    if (refuses && queue == Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "a limit whose queue has no end refuses nobody; say queue(0), or how long the queue may be, before refusing()");
    }
  }

  /// So many run at a time, any number waits.
  ///
  /// @throws IllegalArgumentException if not at least one may run
  public static Limit of(int running) {
    return new Limit(running, Integer.MAX_VALUE, false);
  }

  /// The same with a queue of that length; 0 for none.
  ///
  /// @throws IllegalArgumentException if the length is negative, or if it has no end and the limit refuses
  public Limit queue(int length) {
    return new Limit(running, length, refuses);
  }

  /// The same, with forks beyond the queue refused.
  ///
  /// @throws IllegalArgumentException if the queue has no end
  public Limit refusing() {
    return new Limit(running, queue, true);
  }

  @Override
  public String toString() {
    String waiting = queue == Integer.MAX_VALUE ? "any number queued" : queue + " queued";
    return "at most " + running + " running, " + waiting + (refuses ? ", the rest refused" : "");
  }
}
