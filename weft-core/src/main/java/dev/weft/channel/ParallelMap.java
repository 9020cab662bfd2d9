package dev.weft.channel;

import dev.weft.Fiber;
import dev.weft.Fn;
import dev.weft.Scope;
import dev.weft.SpawnSite;
import dev.weft.sync.Permit;
import dev.weft.sync.Semaphore;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// Changes a pipeline's values, so many at a time. Values before a failure of the input still go on.
///
/// @param <T> the type of the input's values
/// @param <R> the type of the results
final class ParallelMap<T, R> {
  private final int parallel;
  private final Receiver<T> input;
  private final Fn<? super T, ? extends R> function;

  /// Where it was added to its pipeline.
  private final SpawnSite site;

  ParallelMap(int parallel, Receiver<T> input, Fn<? super T, ? extends R> function, SpawnSite site) {
    this.parallel = parallel;
    this.input = input;
    this.function = function;
    this.site = site;
  }

  // ---- in the order of the input

  /// One value on the way, and the slot that it holds until its result has gone on.
  private record Running<R>(Fiber<R> fiber, Permit slot) {}

  void inOrder(Channel<R> output) throws InterruptedException {
    var slots = new Semaphore(parallel);
    Channel<Running<R>> inOrder = Channel.unlimited(); // as many as there are slots
    try (var workers = Scope.open().named("map")) {
      workers.fork("map-order", site.mark(() -> passOn(inOrder, output)));
      workers.fork("map-fork", site.mark(() -> forkEach(workers, slots, inOrder)));
    }
  }

  private static <R> void passOn(Channel<Running<R>> inOrder, Channel<R> output) throws Exception {
    PipelineStage.each(
        inOrder,
        next -> {
          output.send(next.fiber.join());
          next.slot.close();
        });
  }

  private void forkEach(Scope workers, Semaphore slots, Channel<Running<R>> inOrder) throws Exception {
    try {
      PipelineStage.each(
          input,
          value -> {
            Permit slot = slots.acquire();
            Fiber<R> fiber = workers.fork(site.mark(() -> PipelineStage.apply(function, value)));
            inOrder.send(new Running<>(fiber, slot));
          });
      inOrder.close();
    } catch (PipelineStage.FailedInput e) {
      inOrder.close(Objects.requireNonNull(e.getCause()));
    }
  }

  // ---- in any order

  void asTheyCome(Channel<R> output) throws Exception {
    var failed = new AtomicReference<PipelineStage.@Nullable FailedInput>();
    try (var workers = Scope.open().named("map")) {
      for (int i = 0; i < parallel; i++) {
        workers.fork("map-" + i, site.mark(() -> applyEach(output, failed)));
      }
    }
    PipelineStage.FailedInput why = failed.get();
    if (why != null) {
      throw why;
    }
  }

  private void applyEach(Channel<R> output, AtomicReference<PipelineStage.@Nullable FailedInput> failed) throws Exception {
    try {
      PipelineStage.each(input, value -> output.send(PipelineStage.apply(function, value)));
    } catch (PipelineStage.FailedInput e) {
      failed.set(e);
    }
  }
}
