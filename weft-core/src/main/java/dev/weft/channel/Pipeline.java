package dev.weft.channel;

import dev.weft.CancelledException;
import dev.weft.Fn;
import dev.weft.Scope;
import dev.weft.Select;
import dev.weft.Selectable;
import dev.weft.SpawnSite;
import dev.weft.internal.run.Interruption;
import dev.weft.internal.util.Texts;
import dev.weft.wait.TimeLimit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Stages that hand values on, each a fiber or some of a scope, with a channel in between (CSP's pipelines, Unix's, Kotlin's flows).
///
/// ```java
/// try (var scope = Scope.open()) {
///   List<Page> pages = Pipeline.from(scope, urls)
///       .map(8, u -> fetch(u))          // at most 8 at a time, in the order of the urls
///       .filter(p -> p.size() > 0)
///       .toList();
/// }
/// ```
/// Each stage waits for the one behind it: nothing piles up. The end of the input runs through all stages; so does the cause of a failed
/// input. A stage that fails ends its output with the cause and fails its fiber, which cancels the other stages if the scope fails fast;
/// use one that does. A pipeline's values are taken once, by whatever comes next. Who wants only some of them says so, by [#take]: the stages wait until
/// everything has been taken, and a loop over [#output] that is left before that makes them wait for ever, unless their scope is cancelled.
///
/// A stage is forked when it is added: what [Scope#fork] throws, that throws, and where a [dev.weft.Limit] makes the fork wait, it parks. What the stages have taken from the input and not handed
/// on is lost when the pipeline ends early, by [#take], a failure or an interrupt.
///
/// Every stage takes a place of its scope from its beginning to its end: in a scope whose [dev.weft.Limit] has fewer places than the pipeline has stages, they
/// wait for each other for ever. `map(8, ...)` limits what runs at a time.
///
/// @param <T> the type of the values; never null
public final class Pipeline<T> {
  private final Scope scope;
  private final Receiver<T> values;

  /// Who would wait for ever if nobody took the values.
  private final List<Feeder> feeders;

  private Pipeline(Scope scope, Receiver<T> values, List<Feeder> feeders) {
    this.scope = scope;
    this.values = values;
    this.feeders = feeders;
  }

  // ---- where values come from

  /// From a channel or a subscription. It stays its opener's to close, also when the pipeline ends before it does: who sends to it then waits, and a subscription
  /// goes on counting as a slow one.
  public static <T> Pipeline<T> from(Scope scope, Receiver<T> values) {
    return new Pipeline<>(Objects.requireNonNull(scope, "scope"), Objects.requireNonNull(values, "values"), List.of());
  }

  /// From a collection, or whatever can be iterated over.
  public static <T> Pipeline<T> from(Scope scope, Iterable<? extends T> values) {
    Objects.requireNonNull(scope, "scope");
    Objects.requireNonNull(values, "values");
    return stage(
        scope,
        List.of(),
        "source",
        SpawnSite.here(),
        output -> {
          for (T value : values) {
            output.send(Objects.requireNonNull(value, "the source of a pipeline has given null; a pipeline has no null values"));
          }
        });
  }

  /// Fan-in: the values of all, as they come. Ends when all have ended, or with the first failure. Runs in the scope of the first one.
  ///
  /// @throws IllegalArgumentException if there is none
  @SafeVarargs
  @SuppressWarnings("varargs") // copied, never stored
  public static <T> Pipeline<T> merge(Pipeline<? extends T>... inputs) {
    List<Pipeline<? extends T>> all = List.of(inputs);
    if (all.isEmpty()) {
      throw new IllegalArgumentException("a merge of nothing has no values; give at least one pipeline");
    }
    Scope scope = all.getFirst().scope;
    List<Feeder> before = new ArrayList<>();
    all.forEach(input -> before.addAll(input.feeders));
    SpawnSite site = SpawnSite.here();
    return stage(scope, before, "merge", site, output -> mergeInto(output, all, site));
  }

  private static <T> void mergeInto(Channel<T> output, List<Pipeline<? extends T>> inputs, SpawnSite site)
      throws InterruptedException {
    try (var each = Scope.open().named("merge")) {
      for (Pipeline<? extends T> input : inputs) {
        each.fork("merge", site.mark(() -> input.each(output::send)));
      }
    } catch (Throwable t) { // one has failed, and nobody takes from the others any more
      inputs.forEach(input -> input.abandon(t));
      throw t;
    }
  }

  // ---- stages

  /// Changes each value, one after the other. A function that returns null fails its stage, as one that throws does.
  public <R> Pipeline<R> map(Fn<? super T, ? extends R> function) {
    Objects.requireNonNull(function, "function");
    return next("map", SpawnSite.here(), output -> each(value -> output.send(PipelineStage.apply(function, value))));
  }

  /// Changes values, so many at a time; the results keep the order. At most so many results wait for an earlier one.
  ///
  /// @throws IllegalArgumentException if the number is not positive
  public <R> Pipeline<R> map(int parallel, Fn<? super T, ? extends R> function) {
    checkPositive(parallel, "a stage needs at least one worker");
    Objects.requireNonNull(function, "function");
    SpawnSite site = SpawnSite.here();
    return next("map", site, new ParallelMap<T, R>(parallel, values, function, site)::inOrder);
  }

  /// Changes values, so many at a time, by as many fibers, which are all forked at once; each result goes on when it is there, whatever the order.
  ///
  /// @throws IllegalArgumentException if the number is not positive
  public <R> Pipeline<R> mapUnordered(int parallel, Fn<? super T, ? extends R> function) {
    checkPositive(parallel, "a stage needs at least one worker");
    Objects.requireNonNull(function, "function");
    SpawnSite site = SpawnSite.here();
    return next("map", site, new ParallelMap<T, R>(parallel, values, function, site)::asTheyCome);
  }

  /// Keeps the values that the condition is true for.
  public Pipeline<T> filter(Predicate<? super T> condition) {
    Objects.requireNonNull(condition, "condition");
    return next(
        "filter",
        SpawnSite.here(),
        output ->
            each(
                value -> {
                  if (condition.test(value)) {
                    output.send(value);
                  }
                }));
  }

  /// The first values alone, so many. Then the stages before it are cancelled, because nobody takes from them any more; what they throw at that is no failure.
  ///
  /// @throws IllegalArgumentException if the number is not positive
  public Pipeline<T> take(int count) {
    checkPositive(count, "whoever takes takes at least one value");
    return next("take", SpawnSite.here(), output -> takeInto(output, count));
  }

  private void takeInto(Channel<T> output, int count) throws Exception {
    for (int left = count; left > 0; left--) {
      switch (values.next()) {
        case Received.Value<T>(T value) -> output.send(value);
        case Received.Closed<T>() -> {
          return;
        }
        case Received.Failed<T>(Throwable cause) -> throw new PipelineStage.FailedInput(cause);
      }
    }
    abandon(null);
  }

  /// Collects values into lists of that size; a list that is not full goes on when so much time has passed since its first value, and at
  /// the end. No list is empty.
  ///
  /// @throws IllegalArgumentException if the size or the time is not positive
  public Pipeline<List<T>> batch(int size, Duration patience) {
    checkPositive(size, "a batch has room for at least one value");
    if (!patience.isPositive()) {
      throw new IllegalArgumentException("a batch that is not full waits for a positive time, not " + patience);
    }
    return next("batch", SpawnSite.here(), output -> batchInto(output, size, patience));
  }

  private void batchInto(Channel<List<T>> output, int size, Duration patience) throws Exception {
    each(first -> output.send(fill(first, size, new TimeLimit(patience))));
  }

  /// Ends with the input too: whoever looks next finds the end again.
  private List<T> fill(T first, int size, TimeLimit patience) throws InterruptedException {
    List<T> batch = new ArrayList<>(); // the size may only say that there is none
    batch.add(first);
    Selectable<Optional<Received<T>>> more =
        Select.first(values.nexting().map(Optional::of), patience.map(_ -> Optional.empty()));
    while (batch.size() < size) {
      if (more.await().orElse(null) instanceof Received.Value<T>(T value)) {
        batch.add(value);
      } else {
        break;
      }
    }
    return batch;
  }

  /// Fan-out: so many pipelines that share the values, each value goes to one of them, to whichever is ready. The stages before it are cancelled when
  /// the last of them has ended early.
  ///
  /// @throws IllegalArgumentException if the number is not positive
  public List<Pipeline<T>> fanOut(int branches) {
    checkPositive(branches, "a fan-out has at least one branch");
    return Feeder.shares(branches, feeders).stream().map(share -> new Pipeline<>(scope, values, List.of(share))).toList();
  }

  // ---- where values go

  /// Gives each value to the action, one after the other, on the current fiber. Parks until the end. If it ends before, because the
  /// action threw, a stage has failed, or by an interrupt, it cancels the stages, which nobody would take from; a branch of a fan-out
  /// leaves its values to the others.
  ///
  /// @throws ChannelClosedException if the input has failed, or has been cancelled; the cause is its own, or why it was cancelled
  /// @throws InterruptedException if interrupted or cancelled before the end
  /// @throws Exception what the action threw
  public void forEach(Sink<? super T> action) throws Exception {
    Objects.requireNonNull(action, "action");
    try {
      each(action);
    } catch (PipelineStage.FailedInput e) {
      throw inputFailed(Objects.requireNonNull(e.getCause()));
    } catch (Throwable t) {
      abandon(t);
      throw t;
    }
  }

  /// All values, unmodifiable. Parks until the end. A failed stage or an interrupt cancels the stages, as in [#forEach].
  ///
  /// @throws ChannelClosedException if the input has failed, or has been cancelled; the cause is its own, or why it was cancelled
  /// @throws InterruptedException if interrupted or cancelled before the end
  public List<T> toList() throws InterruptedException {
    List<T> all = new ArrayList<>();
    while (true) {
      switch (nextOrCancel()) {
        case Received.Value<T>(T value) -> all.add(value);
        case Received.Closed<T>() -> {
          return Collections.unmodifiableList(all);
        }
        case Received.Failed<T>(Throwable cause) -> throw inputFailed(cause);
      }
    }
  }

  private Received<T> nextOrCancel() throws InterruptedException {
    try {
      return values.next();
    } catch (InterruptedException e) {
      abandon(e);
      throw e;
    }
  }

  /// A stage has failed, and those before it would wait for it for ever, if its scope does not cancel them.
  ///
  /// Whoever cancels the stages with their taker interrupts that first: then it has been cancelled, and has not found a failure.
  private ChannelClosedException inputFailed(Throwable cause) throws InterruptedException {
    abandon(cause);
    Interruption.check();
    return new ChannelClosedException("the input of a pipeline has failed: " + Texts.of(cause), cause);
  }

  /// Nobody takes what the stages would still send.
  private void abandon(@Nullable Throwable why) {
    var cause = new CancelledException("nobody takes from " + this + " any more", why);
    feeders.forEach(feeder -> feeder.unwanted(cause));
  }

  /// What it depends on up to here.
  List<Feeder> feeders() {
    return feeders;
  }

  /// The end of the last stage, to receive from.
  public Receiver<T> output() {
    return values;
  }

  private void each(Sink<? super T> action) throws Exception {
    PipelineStage.each(values, action);
  }

  private <R> Pipeline<R> next(String name, SpawnSite site, PipelineStage<R> body) {
    return stage(scope, feeders, name, site, body);
  }

  private static <R> Pipeline<R> stage(
      Scope scope, List<Feeder> before, String name, SpawnSite site, PipelineStage<R> body) {
    Channel<R> output = Channel.<R>rendezvous().named(name);
    List<Feeder> feeders = new ArrayList<>(before);
    feeders.add(StageRun.start(body, scope, name, site, output));
    return new Pipeline<>(scope, output, List.copyOf(feeders));
  }

  private static void checkPositive(int number, String what) {
    if (number < 1) {
      throw new IllegalArgumentException(what + ", not " + number);
    }
  }

  @Override
  public String toString() {
    return "pipeline at " + values;
  }
}
