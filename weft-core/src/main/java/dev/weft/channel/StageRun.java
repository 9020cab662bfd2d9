package dev.weft.channel;

import dev.weft.CancelledException;
import dev.weft.Fiber;
import dev.weft.FiberFailedException;
import dev.weft.Outcome;
import dev.weft.Scope;
import dev.weft.SpawnSite;
import org.jspecify.annotations.Nullable;

/// One stage of a [Pipeline] at work, in a fiber of its own, and how its end runs on to whoever comes next.
///
/// | it ends | its output ends | its fiber |
/// |---|---|---|
/// | with its input | too | has returned |
/// | because its input has failed | with that failure | has returned: the fault is laid where it was |
/// | because nobody wants its values any more | with that, whatever exception that has led to | has returned, or was cancelled |
/// | otherwise: it has failed, was cancelled, or never began | with what its fiber ended with | has that outcome |
///
/// @param <R> the type of what it gives
final class StageRun<R> implements Feeder {
  private final PipelineStage<R> stage;
  private final Channel<R> output;
  private volatile @Nullable Throwable unwanted;
  private @Nullable Fiber<?> fiber;

  private StageRun(PipelineStage<R> stage, Channel<R> output) {
    this.stage = stage;
    this.output = output;
  }

  /// The site is where it was added to its pipeline.
  static <R> StageRun<R> start(PipelineStage<R> stage, Scope scope, String name, SpawnSite site, Channel<R> output) {
    var run = new StageRun<>(stage, output);
    Fiber<?> fiber = scope.fork(name, site.mark(run::run));
    run.fiber = fiber;
    fiber.ending().onReady(run::ended);
    return run;
  }

  @Override
  public void unwanted(CancelledException why) {
    unwanted = why;
    if (fiber != null) {
      fiber.cancel(why);
    }
  }

  @Nullable Fiber<?> fiber() {
    return fiber;
  }

  private void run() throws Exception {
    try {
      stage.run(output);
      output.close();
    } catch (Throwable t) {
      Throwable origin = origin(t);
      Throwable why = origin instanceof PipelineStage.FailedInput ? origin.getCause() : t instanceof Exception ? unwanted : null;
      if (why == null) {
        throw t; // and the output ends with the fiber
      }
      output.close(why);
    }
  }

  private void ended(Outcome<?> ofEnding) {
    if (ofEnding instanceof Outcome.Success<?>(Outcome.Cancelled<?>(Throwable why))) {
      output.close(why);
    } else if (ofEnding instanceof Outcome.Success<?>(Outcome.Failure<?>(Throwable why))) {
      output.close(origin(why));
    }
  }

  private static Throwable origin(Throwable thrown) {
    Throwable origin = thrown;
    while (origin instanceof FiberFailedException && origin.getCause() != null) {
      origin = origin.getCause();
    }
    return origin;
  }
}
