// A race: eight fibers add to one counter without any protection. `counter++` is a read, an addition and a write; here they are
// written out, with a turn for the others in between: what happens to `counter++` now and then happens every time.
// Expect far less than 80000, on every scheduler: whoever writes overwrites what the others have added since it read.
// RepairedCounter.java shows four ways to count.

import dev.weft.Fiber;
import dev.weft.Scope;

volatile int counter;

void main() throws Exception {
  try (var scope = Scope.open()) {
    for (int i = 0; i < 8; i++) {
      scope.fork("adder " + i, () -> {
        for (int n = 0; n < 10_000; n++) {
          int seen = counter;
          Fiber.yieldNow();
          counter = seen + 1;
        }
      });
    }
  }
  IO.println("expected 80000, counted " + counter);
}
