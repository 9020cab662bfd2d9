package dev.weft.channel;

import dev.weft.Fiber;
import dev.weft.FiberFailedException;
import dev.weft.Outcome;
import dev.weft.Scope;
import dev.weft.SpawnSite;

/// What a stage of a [Pipeline] does: takes from somewhere, gives to its output. And how it ends: its own failure and the end of its input
/// run on to whoever comes next, and the fault is laid where it was.
///
/// @param <R> the type of what it gives
@FunctionalInterface
interface PipelineStage<R> {
  /// Gives values until there are no more. Its output is closed afterwards.
  void run(Channel<R> output) throws Exception;

  /// The input of a stage has failed, not the stage. The cause is why.
  final class FailedInput extends Exception {
    private static final long serialVersionUID = 1;

    FailedInput(Throwable cause) {
      super("a stage before has failed", cause);
    }
  }

  /// Runs it in a fiber of its own, which gives to that channel. The site is where it was added to its pipeline.
  default Fiber<?> start(Scope scope, String name, SpawnSite site, Channel<R> output) {
    Fiber<?> fiber = scope.fork(name, site.mark(() -> runAndClose(output)));
    fiber.ending().onReady(outcome -> closeIfOpen(output, outcome));
    return fiber;
  }

  /// A stage that has ended without beginning has not closed its output.
  private static void closeIfOpen(Channel<?> output, Outcome<?> ofEnding) {
    if (ofEnding instanceof Outcome.Success<?>(Outcome.Cancelled<?>(Throwable why))) {
      output.close(why);
    } else if (ofEnding instanceof Outcome.Success<?>(Outcome.Failure<?>(Throwable why))) {
      output.close(why);
    }
  }

  private void runAndClose(Channel<R> output) throws Exception {
    try {
      run(output);
      output.close();
    } catch (Throwable t) {
      Throwable origin = t;
      while (origin instanceof FiberFailedException && origin.getCause() != null) {
        origin = origin.getCause();
      }
      if (origin instanceof FailedInput && origin.getCause() != null) { // whose fault it was has been told already
        output.close(origin.getCause());
        return;
      }
      output.close(whyInterrupted(origin));
      throw t;
    }
  }

  /// Why it was cancelled, if it was that.
  private static Throwable whyInterrupted(Throwable origin) {
    Throwable why = origin.getCause();
    return origin instanceof InterruptedException && why != null ? why : origin;
  }

  /// Gives each value of the input to the action, one after the other.
  static <T> void each(Receiver<T> input, Sink<? super T> action) throws Exception {
    while (true) {
      switch (input.next()) {
        case Received.Value<T>(T value) -> action.accept(value);
        case Received.Closed<T>() -> {
          return;
        }
        case Received.Failed<T>(Throwable cause) -> throw new FailedInput(cause);
      }
    }
  }
}
