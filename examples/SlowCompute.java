// Slow computations side by side: each fiber sends its result on a channel when it has it, the main fiber receives.
// Expect the results in the order in which they become ready (10, 20, 30), after the time of the slowest one, not of all.

import dev.weft.Fiber;
import dev.weft.Scope;
import dev.weft.channel.Channel;

record Result(int input, long square) {}

Result compute(int input) throws InterruptedException {
  Fiber.sleep(Duration.ofMillis(20L * input)); // stands for something slow
  return new Result(input, (long) input * input);
}

void main() throws Exception {
  Channel<Result> results = Channel.rendezvous();
  long start = System.nanoTime();
  try (var scope = Scope.open()) {
    for (int input : List.of(30, 10, 20)) {
      scope.fork("compute " + input, () -> results.send(compute(input)));
    }
    for (int i = 0; i < 3; i++) {
      var result = results.receive();
      IO.println(result.input() + " squared is " + result.square());
    }
  }
  long tenths = (System.nanoTime() - start) / 100_000_000;
  IO.println(tenths < 12 ? "less than the sum of the three" : "took " + tenths + " tenths of a second");
}
