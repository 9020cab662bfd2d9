// One to many: a broadcast hands every value to every subscriber; a watch keeps the latest value, and earlier ones may be missed.
// Expect "ann read [rain, sun, snow]", "ben read [rain, sun, snow]", and "the level rose to 10".

import dev.weft.Fiber;
import dev.weft.Scope;
import dev.weft.channel.Broadcast;
import dev.weft.channel.Slow;
import dev.weft.channel.Watch;

void main() throws Exception {
  Broadcast<String> news = Broadcast.of(16, Slow.HOLDS_UP);
  var readers = new ArrayList<Fiber<String>>();
  try (var scope = Scope.open()) {
    for (String name : List.of("ann", "ben")) {
      var subscription = news.subscribe(); // before the first value, or it would be missed
      readers.add(scope.fork(name, () -> {
        var read = new ArrayList<String>();
        try (subscription) {
          for (String headline : subscription) read.add(headline);
        }
        return name + " read " + read;
      }));
    }
    for (String headline : List.of("rain", "sun", "snow")) news.send(headline);
    news.close();
    for (var reader : readers) IO.println(reader.join());
  }

  var level = new Watch<>(0);
  try (var scope = Scope.open()) {
    scope.fork("river", () -> {
      while (level.get() < 10) {
        level.update(now -> now + 1);
        Fiber.yieldNow();
      }
    });
    IO.println("the level rose to " + level.awaitUntil(now -> now >= 10));
  }
}
