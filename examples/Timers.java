// Timers on the scheduler's own clock: a ticker, a rate limit, a timer in a select, and a hundred thousand sleepers at once.
// Expect "tick 1", "tick 2", "tick 3", "5 requests took at least 80 ms", "no answer in 30 ms", "100000 sleepers woke up".

import dev.weft.Fiber;
import dev.weft.Scope;
import dev.weft.Select;
import dev.weft.Timer;
import dev.weft.channel.Channel;
import dev.weft.channel.RateLimiter;
import dev.weft.channel.Ticker;

void main() throws Exception {
  var ticker = Ticker.every(Duration.ofMillis(20), Ticker.Missed.BURST); // nothing runs in the background, so there is nothing to stop
  for (int i = 0; i < 3; i++) {
    IO.println("tick " + ticker.await().number());
  }

  var limiter = RateLimiter.of(50, Duration.ofSeconds(1)); // one each 20 ms
  long start = System.nanoTime();
  for (int i = 0; i < 5; i++) limiter.acquire();
  long millis = (System.nanoTime() - start) / 1_000_000;
  IO.println(millis >= 80 ? "5 requests took at least 80 ms" : "too fast: " + millis + " ms");

  Channel<String> answers = Channel.rendezvous();
  IO.println(Select.any(answers.receiving(), Timer.after(Duration.ofMillis(30)).map(_ -> "no answer in 30 ms")).await());

  var awake = new AtomicInteger();
  try (var scope = Scope.open()) {
    for (int i = 0; i < 100_000; i++) {
      var length = Duration.ofMillis(i % 100);
      scope.fork(() -> {
        Fiber.sleep(length);
        awake.incrementAndGet();
      });
    }
  }
  IO.println(awake + " sleepers woke up");
}
