package dev.weft.channel;

import dev.weft.Fn;
import dev.weft.internal.util.Texts;

/// What a stage of a [Pipeline] does: takes from somewhere, gives to its output. How it ends is told in [StageRun].
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

  /// The result for one value, which goes on to the next stage.
  static <T, R> R apply(Fn<? super T, ? extends R> function, T value) throws Exception {
    R result = function.apply(value);
    if (result == null) {
      throw new NullPointerException(
          "the function of a map has returned null for " + Texts.line(Texts.of(value)) + "; a pipeline has no null values: filter such ones out, or return an Optional");
    }
    return result;
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
