import dev.weft.Fiber;
import dev.weft.Weft;
import dev.weft.schedule.Schedulers;

// Asks for a scheduler that the checker does not have.

void main() throws InterruptedException {
  Weft.with(Schedulers.workStealing()).run(() -> Fiber.yieldNow());
}
