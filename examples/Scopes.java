// What a scope does when something goes wrong: the first failure cancels the rest, and the block if you ask for that; the first answer
// wins a race, a deadline ends everything below it, a limit bounds how many run at a time. No fiber outlives its block.
// Expect one line per case, as written in the comments.

import dev.weft.Deadline;
import dev.weft.DeadlineExceededException;
import dev.weft.Fiber;
import dev.weft.FiberFailedException;
import dev.weft.Limit;
import dev.weft.Scope;

String slowly(String answer, int millis) throws InterruptedException {
  Fiber.sleep(Duration.ofMillis(millis));
  return answer;
}

void main() throws Exception {
  try (var scope = Scope.open()) {
    scope.fork("patient", () -> slowly("never printed", 60_000));
    scope.fork("unlucky", () -> {
      throw new IOException("disk full");
    });
  } catch (FiberFailedException e) {
    IO.println("failed: " + e.getCause().getMessage()); // failed: disk full
  }

  try {
    Scope.open().run(scope -> { // the block ends with its fibers, too
      scope.fork("broken", () -> {
        throw new IOException("no route");
      });
      IO.println(slowly("never printed", 60_000));
    });
  } catch (FiberFailedException e) {
    IO.println("cut off: " + e.getCause().getMessage()); // cut off: no route
  }

  IO.println(Scope.race(() -> slowly("tortoise", 60_000), () -> slowly("hare", 10))); // hare

  try {
    Deadline.in(Duration.ofMillis(50)).run(() -> {
      try (var scope = Scope.open()) {
        scope.fork(() -> slowly("too late", 60_000)); // inherits the deadline
      }
    });
  } catch (DeadlineExceededException e) {
    IO.println("out of time"); // out of time
  }

  var running = new AtomicInteger();
  var most = new AtomicInteger();
  var squares = Scope.all(List.of(1, 2, 3, 4, 5, 6), n -> {
    most.accumulateAndGet(running.incrementAndGet(), Math::max);
    slowly("", 10);
    running.decrementAndGet();
    return n * n;
  }, Limit.of(2));
  IO.println(squares + ", at most " + most + " at a time"); // [1, 4, 9, 16, 25, 36], at most 2 at a time
}
