package dev.weft.golang;

import dev.weft.Scope;
import dev.weft.Select;
import dev.weft.Selectable;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;

/// Makes power series out of power series. Each operation is a fiber, or several, in one scope.
final class SeriesAlgebra {
  private final Scope scope;

  SeriesAlgebra(Scope scope) {
    this.scope = scope;
  }

  private interface Maker {
    void run(PowerSeries out) throws InterruptedException;
  }

  private PowerSeries make(Maker maker) {
    var out = new PowerSeries();
    scope.fork(() -> maker.run(out));
    return out;
  }

  /// The same coefficient for ever.
  PowerSeries constant(Rational term) {
    return make(
        out -> {
          while (true) {
            out.put(Optional.of(term));
          }
        });
  }

  /// A polynomial.
  PowerSeries of(List<Rational> terms) {
    return make(
        out -> {
          for (Rational term : terms) {
            out.put(Optional.of(term));
          }
          out.put(Optional.empty());
        });
  }

  private static void copy(PowerSeries in, PowerSeries out) throws InterruptedException {
    Optional<Rational> term;
    do {
      out.awaitDemand();
      term = in.next();
      out.give(term);
    } while (term.isPresent());
  }

  PowerSeries sum(PowerSeries u, PowerSeries v) {
    return make(
        out -> {
          while (true) {
            out.awaitDemand();
            List<Optional<Rational>> terms = PowerSeries.both(u, v);
            Optional<Rational> a = terms.get(0);
            Optional<Rational> b = terms.get(1);
            out.give(a.isPresent() && b.isPresent() ? Optional.of(a.get().plus(b.get())) : a.or(() -> b));
            if (a.isEmpty() || b.isEmpty()) {
              if (a.isPresent() || b.isPresent()) {
                copy(a.isPresent() ? u : v, out);
              }
              return;
            }
          }
        });
  }

  PowerSeries scaled(Rational factor, PowerSeries u) {
    return make(
        out -> {
          Optional<Rational> term;
          do {
            out.awaitDemand();
            term = u.next().map(factor::times);
            out.give(term);
          } while (term.isPresent());
        });
  }

  PowerSeries difference(PowerSeries u, PowerSeries v) {
    return sum(u, scaled(Rational.ONE.negated(), v));
  }

  /// (u + x U)(v + x V) = uv + x (uV + vU) + x² UV.
  PowerSeries product(PowerSeries first, PowerSeries second) {
    return make(
        out -> {
          out.awaitDemand();
          List<Optional<Rational>> heads = PowerSeries.both(first, second);
          if (heads.get(0).isEmpty() || heads.get(1).isEmpty()) {
            out.give(Optional.empty());
            return;
          }
          Rational u = heads.get(0).get();
          Rational v = heads.get(1).get();
          out.give(Optional.of(u.times(v)));
          List<PowerSeries> us = split(first);
          List<PowerSeries> vs = split(second);
          PowerSeries mixed = sum(scaled(u, vs.get(0)), scaled(v, us.get(0)));
          out.awaitDemand();
          Optional<Rational> next = mixed.next();
          out.give(next);
          if (next.isPresent()) {
            copy(sum(mixed, product(us.get(1), vs.get(1))), out);
          }
        });
  }

  PowerSeries derivative(PowerSeries u) {
    return make(
        out -> {
          out.awaitDemand();
          Optional<Rational> term = u.next(); // the constant, which goes
          for (int i = 1; term.isPresent(); i++) {
            Rational factor = Rational.of(i);
            term = u.next().map(factor::times);
            out.give(term);
            if (term.isPresent()) {
              out.awaitDemand();
            }
          }
        });
  }

  PowerSeries integral(Rational constant, PowerSeries u) {
    return make(
        out -> {
          out.put(Optional.of(constant));
          Optional<Rational> term = Optional.of(constant);
          for (int i = 1; term.isPresent(); i++) {
            Rational factor = Rational.of(1, i);
            out.awaitDemand();
            term = u.next().map(factor::times);
            out.give(term);
          }
        });
  }

  /// U(c xⁿ): each coefficient times its power of c, followed by n - 1 zeros.
  PowerSeries substituted(PowerSeries u, Rational c, int n) {
    return make(
        out -> {
          Rational factor = Rational.ONE;
          while (true) {
            out.awaitDemand();
            Optional<Rational> term = u.next().map(factor::times);
            out.give(term);
            if (term.isEmpty()) {
              return;
            }
            factor = factor.times(c);
            for (int i = 1; i < n; i++) {
              out.put(Optional.of(Rational.ZERO));
            }
          }
        });
  }

  /// e to the power of a series without constant: Z' = Z U', so Z is the integral of a product in which it occurs itself.
  PowerSeries exponential(PowerSeries u) {
    var own = new PowerSeries();
    PowerSeries z = integral(Rational.ONE, product(own, derivative(u)));
    var result = new PowerSeries();
    scope.fork(() -> serve(z, List.of(own, result)));
    return result;
  }

  /// Two series like the given one, which may be read at different speeds.
  List<PowerSeries> split(PowerSeries in) {
    List<PowerSeries> copies = List.of(new PowerSeries(), new PowerSeries());
    scope.fork(() -> serve(in, copies));
    return copies;
  }

  /// While a term is awaited, readers who are behind get theirs: in an exponential, the term is made of what they read.
  private static void serve(PowerSeries in, List<PowerSeries> readers) throws InterruptedException {
    List<Queue<Optional<Rational>>> queues = List.of(new ArrayDeque<>(), new ArrayDeque<>());
    boolean[] wants = new boolean[2];
    boolean[] ended = new boolean[2];
    boolean[] awaited = new boolean[1];
    List<Selectable<Boolean>> steps = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      int which = i;
      steps.add(readers.get(i).demanded().map(_ -> wants[which] = true).when(() -> !wants[which] && !ended[which]));
    }
    steps.add(in.asking().map(_ -> awaited[0] = true).when(() -> !awaited[0] && (wants[0] || wants[1])));
    steps.add(
        in.taking()
            .map(
                term -> {
                  queues.forEach(queue -> queue.add(term));
                  return !(awaited[0] = false);
                })
            .when(() -> awaited[0]));
    Selectable<Boolean> step = Select.any(steps);
    while (!ended[0] || !ended[1]) {
      step.await();
      for (int i = 0; i < 2; i++) {
        if (wants[i] && !queues.get(i).isEmpty()) {
          Optional<Rational> term = queues.get(i).remove();
          ended[i] = term.isEmpty();
          readers.get(i).give(term);
          wants[i] = false;
        }
      }
    }
  }
}
