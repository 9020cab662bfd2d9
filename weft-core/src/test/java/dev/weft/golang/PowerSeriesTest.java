package dev.weft.golang;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Scope;
import dev.weft.Weft;
import dev.weft.schedule.Scheduler;
import dev.weft.testing.OnEveryScheduler;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Go's `test/chan/powser1.go` (McIlroy, *Squinting at Power Series*): arithmetic on endless series, by fibers that ask each other for
/// one coefficient at a time.
class PowerSeriesTest {
  private static final int TERMS = 10;

  /// A product recurs for each term, and each recursion has fibers of its own.
  private static final int FIBERS = 2_000;

  private static List<Rational> terms(Scheduler scheduler, int limit, Function<SeriesAlgebra, PowerSeries> maker) throws Exception {
    return Weft.with(scheduler)
        .call(
            () -> {
              List<Rational> terms = new ArrayList<>();
              try (var scope = Scope.open()) {
                PowerSeries series = maker.apply(new SeriesAlgebra(scope));
                for (var term = series.next(); term.isPresent(); term = series.next()) {
                  terms.add(term.get());
                  if (terms.size() == limit) {
                    break;
                  }
                }
                scope.cancel(new IllegalStateException("enough terms"));
              }
              return terms;
            });
  }

  private static PowerSeries ones(SeriesAlgebra a) {
    return a.constant(Rational.ONE);
  }

  private static List<Rational> rationals(IntFunction<Rational> at) {
    return IntStream.range(0, TERMS).mapToObj(at).toList();
  }

  @OnEveryScheduler
  void sumsAndDifferences(Scheduler scheduler) throws Exception {
    Rational two = Rational.of(2);
    assertThat(terms(scheduler, TERMS, a -> a.sum(ones(a), a.constant(two)))).isEqualTo(rationals(_ -> Rational.of(3)));
    assertThat(terms(scheduler, TERMS, a -> a.difference(ones(a), a.constant(two)))).isEqualTo(rationals(_ -> Rational.of(-1)));
  }

  @OnEveryScheduler
  void polynomialsEnd(Scheduler scheduler) throws Exception {
    List<Rational> line = List.of(Rational.of(1), Rational.of(1));
    List<Rational> square = List.of(Rational.of(1), Rational.of(2), Rational.of(1));
    assertThat(terms(scheduler, TERMS, a -> a.product(a.of(line), a.of(line)))).isEqualTo(square);
    assertThat(terms(scheduler, TERMS, a -> a.derivative(a.of(square)))).isEqualTo(List.of(Rational.of(2), Rational.of(2)));
  }

  @OnEveryScheduler
  void derivativeAndIntegral(Scheduler scheduler) throws Exception {
    assertThat(terms(scheduler, TERMS, a -> a.derivative(ones(a)))).isEqualTo(rationals(i -> Rational.of(i + 1)));
    assertThat(terms(scheduler, TERMS, a -> a.integral(Rational.ZERO, ones(a))))
        .isEqualTo(rationals(i -> i == 0 ? Rational.ZERO : Rational.of(1, i)));
  }

  @OnEveryScheduler(waiting = FIBERS)
  void products(Scheduler scheduler) throws Exception {
    assertThat(terms(scheduler, TERMS, a -> a.product(ones(a), ones(a)))).isEqualTo(rationals(i -> Rational.of(i + 1)));
  }

  /// x - x³/3 + x⁵/5 - ...
  @OnEveryScheduler
  void arcTangent(Scheduler scheduler) throws Exception {
    assertThat(terms(scheduler, TERMS, a -> a.integral(Rational.ZERO, a.substituted(ones(a), Rational.of(-1), 2))))
        .isEqualTo(rationals(i -> i % 2 == 0 ? Rational.ZERO : Rational.of(i % 4 == 1 ? 1 : -1, i)));
  }

  /// The series that is made of itself: n z(n) = the sum of k z(n-k) for k from 1 to n.
  @OnEveryScheduler(waiting = FIBERS)
  void exponential(Scheduler scheduler) throws Exception {
    List<Rational> expected = new ArrayList<>(List.of(Rational.ONE));
    for (int n = 1; n < TERMS; n++) {
      Rational sum = Rational.ZERO;
      for (int k = 1; k <= n; k++) {
        sum = sum.plus(Rational.of(k, n).times(expected.get(n - k)));
      }
      expected.add(sum);
    }
    assertThat(expected.get(4)).isEqualTo(Rational.of(73, 24));
    assertThat(terms(scheduler, TERMS, a -> a.exponential(ones(a)))).isEqualTo(expected);
  }

  @Test
  void rationalsAreInLowestTerms() {
    assertThat(Rational.of(6, 4)).isEqualTo(new Rational(3, 2));
    assertThat(Rational.of(0, 5)).isEqualTo(Rational.ZERO);
    assertThat(Rational.of(-2, 6).plus(Rational.of(1, 3))).isEqualTo(Rational.ZERO);
  }
}
