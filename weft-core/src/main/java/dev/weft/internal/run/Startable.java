package dev.weft.internal.run;

import org.jspecify.annotations.Nullable;

/// A fiber that has not run yet: it needs a stack only when its turn comes.
public interface Startable extends Runnable {
  /// Runs the fiber's body to its end on a reused virtual thread. Parks when the body parks.
  void runOn(Strand strand);

  /// Runs the fiber's body to its end on the current thread, which is its own.
  @Override
  void run();

  /// Ends it without a run, as one that has failed: there is no room for a stack for it.
  void cannotRun(OutOfMemoryError why);

  /// Ends it without a run: it has been cancelled before its turn.
  void endUnbegun();

  /// Why it has been cancelled; null if it has not been, or if it is in a part that no cancellation interrupts.
  default @Nullable Throwable whyCancelled() {
    return null;
  }

  /// Why its waits are interrupted: it has been cancelled, or a deadline has passed; null for neither. For the fiber itself.
  default @Nullable Throwable whyInterrupted() {
    return whyCancelled();
  }

  /// Whether the virtual thread that runs it ends with it, instead of running the next one: for a fiber whose thread the
  /// program knows, and may wait for.
  default boolean endsItsThread() {
    return false;
  }
}
