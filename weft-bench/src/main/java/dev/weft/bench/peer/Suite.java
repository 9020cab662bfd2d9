package dev.weft.bench.peer;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/// One suite of a peer: sets up, measures with [Measure], prints its lines.
@FunctionalInterface
public interface Suite {
  void run(Measure measure) throws Exception;

  /// The same suite, run in a virtual thread of its own; its failure is thrown to the caller, wrapped.
  static Suite inVirtualThread(Suite suite) {
    return measure -> {
      var task =
          new FutureTask<Boolean>(
              () -> {
                suite.run(measure);
                return true;
              });
      Thread.startVirtualThread(task);
      try {
        task.get();
      } catch (ExecutionException e) {
        throw new IllegalStateException(String.valueOf(e.getCause()), e);
      }
    };
  }
}
