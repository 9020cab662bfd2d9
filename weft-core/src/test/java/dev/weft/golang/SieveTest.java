package dev.weft.golang;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Scope;
import dev.weft.Select;
import dev.weft.Weft;
import dev.weft.channel.Channel;
import dev.weft.schedule.Scheduler;
import dev.weft.testing.OnEveryScheduler;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.PriorityQueue;
import java.util.stream.IntStream;

/// Go's sieves, `test/chan/sieve1.go` and `sieve2.go`: fibers that never end, and are cancelled when enough primes are there.
class SieveTest {
  private static final List<Integer> PRIMES =
      IntStream.range(2, 200).filter(n -> IntStream.range(2, n).noneMatch(d -> n % d == 0)).boxed().toList();

  private interface Source {
    Channel<Integer> in(Scope scope) throws InterruptedException;
  }

  private static void expectPrimes(Scheduler scheduler, Source source) throws Exception {
    Weft.with(scheduler)
        .run(
            () -> {
              try (var scope = Scope.open()) {
                Channel<Integer> primes = source.in(scope);
                for (int prime : PRIMES) {
                  assertThat(primes.receive()).isEqualTo(prime);
                }
                scope.cancel(new IllegalStateException("enough primes"));
              }
            });
  }

  /// `sieve1.go`: a filter for each prime, one behind the other.
  @OnEveryScheduler
  void aChainOfFilters(Scheduler scheduler) throws Exception {
    expectPrimes(
        scheduler,
        scope -> {
          Channel<Integer> primes = Channel.rendezvous();
          Channel<Integer> numbers = count(scope, 2, 1, 0);
          scope.fork(
              () -> {
                Channel<Integer> candidates = numbers;
                while (true) {
                  int prime = candidates.receive();
                  primes.send(prime);
                  candidates = filter(scope, candidates, prime);
                }
              });
          return primes;
        });
  }

  private static Channel<Integer> count(Scope scope, int from, int step, int capacity) {
    Channel<Integer> numbers = Channel.buffered(capacity);
    scope.fork(
        () -> {
          for (int n = from; ; n += step) {
            numbers.send(n);
          }
        });
    return numbers;
  }

  private static Channel<Integer> filter(Scope scope, Channel<Integer> in, int prime) {
    Channel<Integer> out = Channel.rendezvous();
    scope.fork(
        () -> {
          for (int n : in) {
            if (n % prime != 0) {
              out.send(n);
            }
          }
        });
    return out;
  }

  /// `sieve2.go`: the multiples of all primes, merged, are taken out of the odd numbers; the primes come back to where their
  /// multiples are made, by way of a proxy that always takes what it is sent.
  @OnEveryScheduler
  void mergedMultiples(Scheduler scheduler) throws Exception {
    expectPrimes(
        scheduler,
        scope -> {
          Channel<Integer> primes = Channel.buffered(10);
          primes.send(2);
          primes.send(3);
          Channel<Integer> back = Channel.buffered(10);
          back.send(3);
          Channel<Integer> composites = Channel.buffered(50);
          scope.fork(() -> merge(scope, back, composites));
          Channel<Integer> proxy = proxy(scope, back);
          scope.fork(() -> sift(count(scope, 5, 2, 50), composites, proxy, primes));
          return primes;
        });
  }

  private record Multiples(int next, Channel<Integer> rest) {}

  /// The multiples of the primes in rising order; some more than once.
  private static void merge(Scope scope, Channel<Integer> primes, Channel<Integer> composites) throws InterruptedException {
    var heap = new PriorityQueue<Multiples>(Comparator.comparing(Multiples::next));
    for (int prime : primes) {
      Channel<Integer> multiples = count(scope, prime * prime, 2 * prime, 10);
      int square = multiples.receive();
      while (!heap.isEmpty() && heap.peek().next < square) {
        Multiples least = heap.remove();
        composites.send(least.next);
        heap.add(new Multiples(least.rest.receive(), least.rest));
      }
      composites.send(square);
      heap.add(new Multiples(multiples.receive(), multiples));
    }
  }

  private static void sift(
      Channel<Integer> candidates, Channel<Integer> composites, Channel<Integer> back, Channel<Integer> primes)
      throws InterruptedException {
    int candidate = candidates.receive();
    for (int composite : composites) {
      for (; candidate < composite; candidate = candidates.receive()) {
        back.send(candidate);
        primes.send(candidate);
      }
      if (candidate == composite) {
        candidate = candidates.receive();
      }
    }
  }

  /// Takes at any time, gives when the other side can take: a buffer made of a select.
  private static Channel<Integer> proxy(Scope scope, Channel<Integer> to) {
    Channel<Integer> proxy = Channel.buffered(10);
    scope.fork(
        () -> {
          Deque<Integer> waiting = new ArrayDeque<>();
          while (true) {
            if (waiting.isEmpty()) {
              waiting.add(proxy.receive());
            }
            Select.any(
                    proxy.receiving().map(waiting::add),
                    to.sending(waiting.getFirst()).map(_ -> waiting.removeFirst() != null))
                .await();
          }
        });
    return proxy;
  }
}
