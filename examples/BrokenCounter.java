// A race: eight fibers add to one counter without any protection, and `counter++` is a read, an addition and a write.
// Expect a number below 8000000, another one each time, wherever two carriers run at once; none is lost where the machine is so busy
// with other things that they happen to take turns.
// With `--scheduler event-loop` the fibers take turns, and one is lost only where a turn lasts for more than 10 ms, so that a
// spare carrier overlaps it: no way to count. RepairedCounter.java shows four.

import dev.weft.Scope;

volatile int counter;

void main() throws Exception {
  try (var scope = Scope.open()) {
    for (int i = 0; i < 8; i++) {
      scope.fork("adder " + i, () -> {
        for (int n = 0; n < 1_000_000; n++) {
          counter++;
        }
      });
    }
  }
  IO.println("expected 8000000, counted " + counter);
}
