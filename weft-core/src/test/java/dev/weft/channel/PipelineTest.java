package dev.weft.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.Fiber;
import dev.weft.Fn;
import dev.weft.Scope;
import dev.weft.Weft;
import dev.weft.schedule.Scheduler;
import dev.weft.schedule.Schedulers;
import dev.weft.testing.OnEveryScheduler;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@SuppressWarnings("try") // closing a scope may park
class PipelineTest {
  private static final List<Integer> NUMBERS = IntStream.range(0, 200).boxed().toList();

  @Test
  void aFunctionThatReturnsNullIsToldSo() {
    List<Fn<Pipeline<Integer>, Pipeline<Integer>>> maps =
        List.of(p -> p.map(n -> n == 7 ? null : n), p -> p.map(3, n -> n == 7 ? null : n), p -> p.mapUnordered(3, n -> n == 7 ? null : n));
    for (Fn<Pipeline<Integer>, Pipeline<Integer>> map : maps) {
      assertThatThrownBy(() -> {
        try (var scope = Scope.open()) {
          map.apply(Pipeline.from(scope, NUMBERS)).toList();
        }
      }).hasStackTraceContaining("java.lang.NullPointerException: the function of a map has returned null for 7; a pipeline has no null values");
    }
    assertThatThrownBy(() -> {
      try (var scope = Scope.open()) {
        Pipeline.from(scope, Arrays.asList(1, null)).toList();
      }
    }).hasStackTraceContaining("the source of a pipeline has given null");
  }

  @OnEveryScheduler
  void stagesKeepTheOrder(Scheduler scheduler) throws Exception {
    var running = new AtomicInteger();
    Weft.with(scheduler)
        .run(
            () -> {
              try (var scope = Scope.open()) {
                List<String> out =
                    Pipeline.from(scope, NUMBERS)
                        .filter(n -> n % 2 == 0)
                        .<Integer>map(
                            4,
                            n -> {
                              assertThat(running.incrementAndGet()).isLessThanOrEqualTo(4);
                              for (int i = 0; i < n % 7; i++) {
                                Fiber.yieldNow();
                              }
                              running.decrementAndGet();
                              return n * 10;
                            })
                        .<String>map(n -> "v" + n)
                        .toList();
                assertThat(out)
                    .isEqualTo(NUMBERS.stream().filter(n -> n % 2 == 0).map(n -> "v" + n * 10).toList());
              }
            });
  }

  @OnEveryScheduler
  void fanOutUnorderedAndFanIn(Scheduler scheduler) throws Exception {
    Weft.with(scheduler)
        .run(
            () -> {
              try (var scope = Scope.open()) {
                List<Pipeline<Integer>> branches = Pipeline.<Integer>from(scope, NUMBERS).fanOut(3);
                List<Integer> out =
                    Pipeline.<Integer>merge(
                            branches.get(0).<Integer>mapUnordered(3, n -> n + 1),
                            branches.get(1).<Integer>map(n -> n + 1),
                            branches.get(2).<Integer>map(2, n -> n + 1))
                        .toList();
                assertThat(out).containsExactlyInAnyOrderElementsOf(NUMBERS.stream().map(n -> n + 1).toList());
              }
            });
  }

  @Test
  void batchesByNumberAndByTime() throws Exception {
    try (Scheduler scheduler = Schedulers.virtualTime()) {
      Weft.with(scheduler)
          .run(
              () -> {
                Channel<Integer> in = Channel.rendezvous();
                try (var scope = Scope.open()) {
                  scope.fork(
                      () -> {
                        for (int i = 0; i < 5; i++) {
                          in.send(i);
                        }
                        Fiber.sleep(Duration.ofSeconds(5));
                        in.send(5);
                        in.close();
                      });
                  List<List<Integer>> out =
                      Pipeline.from(scope, (Receiver<Integer>) in).batch(3, Duration.ofSeconds(1)).toList();
                  assertThat(out).containsExactly(List.of(0, 1, 2), List.of(3, 4), List.of(5));
                }
              });
    }
  }

  @Test
  void theTimeOfABatchBeginsWithItsFirstValue() throws Exception {
    try (Scheduler scheduler = Schedulers.virtualTime()) {
      Weft.with(scheduler)
          .run(
              () -> {
                Channel<Integer> in = Channel.rendezvous();
                try (var scope = Scope.open()) {
                  scope.fork(
                      () -> {
                        for (int i = 0; i < 3; i++) {
                          in.send(i);
                          Fiber.sleep(Duration.ofMillis(600));
                        }
                        in.close();
                      });
                  assertThat(Pipeline.from(scope, (Receiver<Integer>) in).batch(3, Duration.ofSeconds(1)).toList())
                      .containsExactly(List.of(0, 1), List.of(2));
                }
              });
    }
  }

  /// In virtual time, where all others wait after a sleep.
  @Test
  void resultsThatWaitAreNoMoreThanWorkers() throws Exception {
    try (Scheduler scheduler = Schedulers.virtualTime()) {
      Weft.with(scheduler)
          .run(
              () -> {
                var begun = new AtomicInteger();
                try (var scope = Scope.open()) {
                  Pipeline<Integer> stages =
                      Pipeline.from(scope, NUMBERS)
                          .map(
                              2,
                              n -> {
                                begun.incrementAndGet();
                                return n;
                              });
                  Fiber.sleep(Duration.ofSeconds(1));
                  int untilAnybodyTakes = begun.get();
                  assertThat(stages.toList()).isEqualTo(NUMBERS);
                  assertThat(untilAnybodyTakes).isEqualTo(2);
                }
              });
    }
  }

  @Test
  void batchesByTimeAlone() throws Exception {
    try (var scope = Scope.open()) {
      assertThat(Pipeline.from(scope, List.of(1, 2, 3)).batch(Integer.MAX_VALUE, Duration.ofDays(1)).toList())
          .containsExactly(List.of(1, 2, 3));
    }
  }

  @Test
  void refusesWhatCannotBe() throws Exception {
    try (var scope = Scope.open()) {
      Pipeline<Integer> none = Pipeline.from(scope, List.<Integer>of());
      assertThatThrownBy(() -> none.map(0, n -> n)).isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> none.mapUnordered(0, n -> n)).isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> none.batch(0, Duration.ofSeconds(1))).isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> none.batch(1, Duration.ZERO)).isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> none.take(0)).isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> none.fanOut(0)).isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> none.map(null)).isInstanceOf(NullPointerException.class);
      assertThatThrownBy(() -> none.map(2, null)).isInstanceOf(NullPointerException.class);
      assertThatThrownBy(() -> none.mapUnordered(2, null)).isInstanceOf(NullPointerException.class);
      assertThatThrownBy(() -> none.filter(null)).isInstanceOf(NullPointerException.class);
      assertThatThrownBy(() -> none.forEach(null)).isInstanceOf(NullPointerException.class);
      assertThatThrownBy(() -> Pipeline.from(null, none.output())).isInstanceOf(NullPointerException.class);
      assertThatThrownBy(Pipeline::merge).isInstanceOf(IllegalArgumentException.class);
      List<Integer> values = none.toList();
      assertThat(values).isEmpty();
      assertThatThrownBy(() -> values.add(1)).isInstanceOf(UnsupportedOperationException.class);
    }
  }

  @OnEveryScheduler
  void aMergeRunsInTheScopeOfTheFirst(Scheduler scheduler) throws Exception {
    Channel<Integer> one = Channel.buffered(1);
    Channel<Integer> other = Channel.buffered(1);
    one.send(1);
    other.send(2);
    one.close();
    other.close();
    Weft.with(scheduler)
        .run(
            () -> {
              try (var first = Scope.open();
                  var last = Scope.open()) {
                last.cancel(new IOException("too late"));
                assertThat(Pipeline.merge(Pipeline.from(first, (Receiver<Integer>) one), Pipeline.from(last, (Receiver<Integer>) other)).toList())
                    .containsExactlyInAnyOrder(1, 2);
              }
            });
  }
}
