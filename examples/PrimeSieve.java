// The prime sieve of Hoare and McIlroy: a chain of fibers, one per prime, each passes on what its prime does not divide.
// Expect the first N primes on one line (N is the argument, else 25): 2 3 5 7 11 ... 97.

import dev.weft.Scope;
import dev.weft.channel.Channel;
import dev.weft.channel.Receiver;

Receiver<Integer> naturals(Scope scope) {
  Channel<Integer> numbers = Channel.rendezvous();
  scope.fork("naturals", () -> {
    for (int n = 2; ; n++) numbers.send(n);
  });
  return numbers;
}

Receiver<Integer> without(int prime, Receiver<Integer> in, Scope scope) {
  Channel<Integer> out = Channel.rendezvous();
  scope.fork("without " + prime, () -> {
    for (int n : in) {
      if (n % prime != 0) out.send(n);
    }
  });
  return out;
}

void main(String[] args) throws Exception {
  int count = args.length == 0 ? 25 : Integer.parseInt(args[0]);
  var primes = new StringJoiner(" ");
  try (var scope = Scope.open()) {
    Receiver<Integer> candidates = naturals(scope);
    for (int i = 0; i < count; i++) {
      int prime = candidates.receive();
      primes.add("" + prime);
      candidates = without(prime, candidates, scope);
    }
    scope.cancel(new CancellationException("enough primes"));
  }
  IO.println(primes);
}
