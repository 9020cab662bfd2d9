package dev.weft;

import dev.weft.internal.run.Engine;
import dev.weft.internal.run.Engines;
import dev.weft.schedule.Scheduler;
import java.util.Objects;
import java.util.concurrent.Callable;

/// The entry point for programs that are not started by `weft run`: runs a body in a fiber and waits for it. Called by a fiber of a scheduler that is being closed, all of it throws
/// a [java.util.concurrent.RejectedExecutionException].
public final class Weft {
  private Weft() {}

  /// Runs the body in a fiber of the current scheduler, which is the default one outside fibers, and waits until it and all that it forked
  /// into the scopes that it opened have ended. Parks.
  ///
  /// @throws FiberFailedException if the body threw; the cause is what it threw
  /// @throws CancelledException if its fiber was cancelled and ended by that
  /// @throws InterruptedException if the waiting thread is interrupted; the fiber is cancelled and has ended then
  public static void run(Action body) throws InterruptedException {
    on(Engines.current()).run(body);
  }

  /// The same, with a value.
  ///
  /// @throws FiberFailedException if the body threw; the cause is what it threw
  /// @throws CancelledException if its fiber was cancelled and ended by that
  /// @throws InterruptedException if the waiting thread is interrupted; the fiber is cancelled and has ended then
  public static <T> T call(Callable<T> body) throws InterruptedException {
    return on(Engines.current()).call(body);
  }

  /// The same program on another scheduler.
  public static On with(Scheduler scheduler) {
    return switch (Objects.requireNonNull(scheduler, "scheduler")) {
      case Engine engine -> on(engine);
    };
  }

  private static On on(Engine engine) {
    return new On(engine);
  }

  /// A scheduler, waiting for a body.
  public static final class On {
    private final Engine engine;

    private On(Engine engine) {
      this.engine = engine;
    }

    /// Runs the body in a fiber of this scheduler, as [Weft#run] does.
    ///
    /// @throws java.util.concurrent.RejectedExecutionException if the scheduler has been closed
    public void run(Action body) throws InterruptedException {
      call(
          () -> {
            body.run();
            return this;
          },
          SpawnSite.of(body));
    }

    /// Runs the body in a fiber of this scheduler, as [Weft#call] does.
    ///
    /// @throws java.util.concurrent.RejectedExecutionException if the scheduler has been closed
    public <T> T call(Callable<T> body) throws InterruptedException {
      return call(body, SpawnSite.of(body));
    }

    private <T> T call(Callable<T> body, SpawnSite site) throws InterruptedException {
      Scope scope = Scope.on(engine).named("main");
      Fiber<T> main;
      try (scope) {
        main = scope.members().fork("main", body, site);
      }
      return Patterns.valueOf(main);
    }
  }
}
