// Many fibers on one kernel thread, as in Node or asyncio; but each has a stack of its own and simply waits: no callbacks, no `await`.
// Expect "20 guests heard 400 greetings" and "1 carrier ran 41 fibers".

import dev.weft.Scope;
import dev.weft.Weft;
import dev.weft.channel.Broadcast;
import dev.weft.channel.Slow;
import dev.weft.schedule.Schedulers;

void main() throws Exception {
  int guests = 20;
  var heard = new AtomicInteger();
  try (var loop = Schedulers.eventLoop()) {
    Weft.with(loop).run(() -> {
      Broadcast<String> room = Broadcast.of(4, Slow.HOLDS_UP);
      try (var party = Scope.open()) {
        for (int i = 1; i <= guests; i++) {
          var ears = room.subscribe();
          party.fork("guest " + i, () -> {
            try (ears) {
              for (String greeting : ears) heard.incrementAndGet();
            }
          });
        }
        try (var round = Scope.open()) {
          for (int i = 1; i <= guests; i++) {
            String greeting = "hello from guest " + i;
            round.fork(() -> room.send(greeting));
          }
        }
        room.close();
      }
    });
    IO.println(guests + " guests heard " + heard + " greetings");
    IO.println(loop.carriers() + " carrier ran " + loop.stats().forks() + " fibers");
  }
}
