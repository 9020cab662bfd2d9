// Wrong: when the task is refused, main returns without shutting the pool down, and its threads keep the program alive.
// Idea: the early return that skips the end of a method. Repaired twin: PoolClosed.java.

import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;

void main() throws Exception {
  var refused = new AtomicBoolean();
  var other = Thread.ofPlatform().start(() -> refused.set(true));
  var pool = Executors.newFixedThreadPool(1);
  var sum = pool.submit(() -> 1 + 1);
  if (refused.get()) {
    other.join();
    return;
  }
  if (sum.get() != 2) {
    throw new AssertionError("sum");
  }
  other.join();
  pool.shutdown();
}
