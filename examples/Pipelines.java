// A pipeline of stages with a bounded number of fibers in one of them: results in the order of the input, or as they become ready.
// Each stage waits for the one behind it, so nothing piles up, however long the input is.
// Expect "ordered: [1, 4, 9, 16, 25]", then the same squares in the order of their delays: "as ready: [25, 16, 9, 4, 1]".

import dev.weft.Fiber;
import dev.weft.Scope;
import dev.weft.channel.Pipeline;

int square(int n) throws InterruptedException {
  Fiber.sleep(Duration.ofMillis(150 - 30 * n)); // later numbers are ready sooner
  return n * n;
}

void main() throws Exception {
  var numbers = List.of(-1, 1, 2, 3, 4, 5);
  try (var scope = Scope.open()) {
    IO.println("ordered: " + Pipeline.from(scope, numbers).filter(n -> n > 0).map(5, this::square).toList());
  }
  try (var scope = Scope.open()) {
    IO.println("as ready: " + Pipeline.from(scope, numbers).filter(n -> n > 0).mapUnordered(5, this::square).toList());
  }
}
