// The broken counter, repaired in four ways: a mutex, an atomic variable, one fiber that owns the count and is told over a channel,
// and a value that can be reached only with its lock held.
// Expect "counted 80000" four times, one per way.

import dev.weft.Action;
import dev.weft.Fiber;
import dev.weft.Scope;
import dev.weft.channel.Channel;
import dev.weft.sync.Guarded;
import dev.weft.sync.Mutex;

static final int ADDERS = 8;
static final int EACH = 10_000;

int counter;

void addFromMany(Action addOne) throws Exception {
  try (var scope = Scope.open()) {
    for (int i = 0; i < ADDERS; i++) {
      scope.fork("adder " + i, () -> {
        for (int n = 0; n < EACH; n++) addOne.run();
      });
    }
  }
}

void main() throws Exception {
  var mutex = new Mutex().named("counter");
  addFromMany(() -> {
    try (var held = mutex.lock()) {
      counter++;
    }
  });
  IO.println("mutex: counted " + counter);

  var atomic = new AtomicInteger();
  addFromMany(atomic::incrementAndGet);
  IO.println("atomic: counted " + atomic);

  Channel<Integer> additions = Channel.buffered(64);
  try (var scope = Scope.open()) {
    Fiber<Integer> owner = scope.fork("owner", () -> {
      int count = 0;
      for (int addition : additions) count += addition;
      return count;
    });
    addFromMany(() -> additions.send(1));
    additions.close();
    IO.println("owner: counted " + owner.join());
  }

  var guarded = new Guarded<>(0);
  addFromMany(() -> guarded.update(count -> count + 1));
  IO.println("guarded: counted " + guarded.<Integer>with(count -> count));
}
