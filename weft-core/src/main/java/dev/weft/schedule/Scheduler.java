package dev.weft.schedule;

import dev.weft.internal.run.Engine;
import java.util.concurrent.Executor;

/// Decides which fiber runs next, and on which kernel thread. Made by [Schedulers].
///
/// Every scheduler runs the same programs with the same meaning; they differ in what is fast and in what can run at the
/// same time. No value is ever null.
public sealed interface Scheduler extends AutoCloseable permits Engine {
  /// For people, and for the `--scheduler` flag: `work-stealing`, `event-loop`, `per-core`, `kernel`, `jdk`; and `virtual-time`, which is for tests and no value of that flag.
  String name();

  /// How many fibers can run at the same time; [Integer#MAX_VALUE] if there is no bound.
  int carriers();

  /// What it has done so far.
  SchedulerStats stats();

  /// Where the continuations of virtual threads that were not made by Weft are run, so that they share the carriers. For libraries that want to
  /// be told where; a program's own work belongs in `Weft.with(scheduler)`. A task runs on the carrier itself, in no fiber: when it waits, its carrier waits,
  /// until a spare comes. Schedulers without carriers of their own run a task on a thread of theirs, which forks onto the default scheduler. Tasks are
  /// not waited for by [#close], and are not refused after it.
  Executor executor();

  /// Refuses new fibers, waits until those that it has have ended, those too that wait for a place under a [dev.weft.Limit], then ends its threads. Closing twice is harmless.
  /// Must not be called by a fiber that it runs. What its fibers have done is seen after it. Parks; an interrupt does not end that.
  ///
  /// Virtual threads that a program has started on it by other means than a fork are not waited for: they go on where the JDK runs its own,
  /// and what they wait for with a time limit is timed by the default scheduler. Virtual threads that they would start are refused.
  ///
  /// The default scheduler ([Schedulers#standard]) belongs to everybody in the JVM: closing it does nothing, as with the JDK's common pool. Any other one
  /// keeps its threads until it is closed, also when nobody has a reference to it any more.
  ///
  /// @throws IllegalStateException when called by one of its own fibers, or by anything else on one of its carriers
  @Override
  void close();
}
