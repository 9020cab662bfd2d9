import dev.weft.CancelledException;
import dev.weft.Fiber;
import dev.weft.Outcome;
import dev.weft.Scope;
import dev.weft.Select;
import dev.weft.channel.Channel;
import dev.weft.channel.ChannelClosedException;
import dev.weft.channel.Received;
import dev.weft.sync.Mutex;
import dev.weft.sync.OneShot;
import dev.weft.sync.Semaphore;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeoutException;

// Small programs whose result depends on the schedule. Each result is an error at a line of its own, so that the checker collects
// all that there are.

volatile int first;
volatile int second;

void main(String[] args) throws InterruptedException {
  switch (args[0]) {
    case "order" -> order();
    case "attempt" -> attempt();
    case "selects" -> selects();
    case "close" -> close();
    case "tryLock" -> tryLock();
    case "permits" -> permits();
    case "look" -> look();
    case "cancelReceive" -> cancelReceive();
    case "cancelLock" -> cancelLock();
    case "limit" -> limit();
    case "failures" -> failures();
    case "fair" -> fair();
    default -> throw new IllegalArgumentException(args[0]);
  }
  tell(first * 3 + second);
}

/// Which of two sends comes first: 1 then 2, or 2 then 1.
void order() throws InterruptedException {
  Channel<Integer> channel = Channel.buffered(1);
  try (Scope scope = Scope.open()) {
    scope.fork(() -> channel.send(1));
    scope.fork(() -> channel.send(2));
    first = channel.receive();
    second = channel.receive();
  }
}

/// An attempt to send, and one to receive: 0 and 0, or 1 and 0, or 1 and 1.
void attempt() throws InterruptedException {
  Channel<Integer> channel = Channel.buffered(1);
  try (Scope scope = Scope.open()) {
    scope.fork(() -> {
      first = channel.trySend(1) ? 1 : 0;
    });
    second = channel.tryReceive().orElse(0);
  }
}

/// A select on two channels, twice: 1 and 2, or 2 and 1.
void selects() throws InterruptedException {
  Channel<Integer> left = Channel.rendezvous();
  Channel<Integer> right = Channel.rendezvous();
  try (Scope scope = Scope.open()) {
    scope.fork(() -> left.send(1));
    scope.fork(() -> right.send(2));
    first = Select.first(left.receiving(), right.receiving()).await();
    second = Select.first(left.receiving(), right.receiving()).await();
  }
}

/// A close against a send: the send is refused (1) or not, the receiver gets its value (1) or the end.
void close() throws InterruptedException {
  Channel<Integer> channel = Channel.buffered(1);
  try (Scope scope = Scope.open()) {
    scope.fork(() -> {
      try {
        channel.send(1);
      } catch (ChannelClosedException e) {
        first = 1;
      }
    });
    scope.fork(() -> channel.close());
    second = channel.next() instanceof Received.Value<Integer>(Integer value) ? value : 0;
  }
}

/// Two try to lock: one or both succeed.
void tryLock() throws InterruptedException {
  Mutex mutex = new Mutex();
  try (Scope scope = Scope.open()) {
    scope.fork(() -> {
      first = attempt(mutex);
    });
    second = attempt(mutex);
  }
}

int attempt(Mutex mutex) {
  var held = mutex.tryLock();
  held.ifPresent(h -> h.close());
  return held.isPresent() ? 1 : 0;
}

/// A heavy acquire and a light one, and how many permits are free in between: 0, 1 or 2.
void permits() throws InterruptedException {
  Semaphore semaphore = new Semaphore(2);
  try (Scope scope = Scope.open()) {
    scope.fork(() -> {
      try (var _ = semaphore.acquire(2)) {
        first = 0;
      }
    });
    scope.fork(() -> {
      try (var _ = semaphore.acquire(1)) {
        first = 0;
      }
    });
    second = (int) semaphore.available();
  }
}

/// A look at a one-shot and at the end of the fiber that completes it: neither, one or both.
void look() throws InterruptedException {
  OneShot<Integer> shot = new OneShot<>();
  try (Scope scope = Scope.open()) {
    Fiber<Void> fiber = scope.fork(() -> {
      shot.complete(1);
    });
    first = fiber.outcome().isPresent() ? 1 : 0;
    second = shot.outcome().isPresent() ? 1 : 0;
  }
}

/// A receive that is cancelled: it has the value, or the value is left.
void cancelReceive() throws InterruptedException {
  Channel<Integer> channel = Channel.buffered(1);
  try (Scope scope = Scope.open()) {
    Fiber<Integer> receiver = scope.fork(() -> channel.receive());
    scope.fork(() -> {
      channel.send(1);
    });
    receiver.cancel(new CancelledException("no longer", null));
    first = receiver.ending().await() instanceof Outcome.Success<Integer> ? 1 : 0;
  }
  second = channel.tryReceive().orElse(0);
}

/// A lock that is cancelled while another one has it: got, or not.
void cancelLock() throws InterruptedException {
  Mutex mutex = new Mutex();
  try (Scope scope = Scope.open()) {
    var held = mutex.lock();
    Fiber<Integer> other = scope.fork(() -> {
      try (var _ = mutex.lock()) {
        return 1;
      }
    });
    scope.fork(() -> {
      other.cancel(new CancelledException("no longer", null));
    });
    held.close();
    first = other.ending().await() instanceof Outcome.Success<Integer> ? 1 : 0;
  }
  second = mutex.tryLock().isPresent() ? 1 : 0;
}

/// A receive with a limit: the value, or the time-out, and then the value is left or was never taken.
void limit() throws InterruptedException {
  Channel<Integer> channel = Channel.rendezvous();
  try (Scope scope = Scope.open()) {
    scope.fork(() -> {
      first = channel.trySend(1) ? 1 : 0;
    });
    try {
      second = channel.receiving().await(Duration.ofHours(1));
    } catch (TimeoutException e) {
      second = 2;
    }
  }
}

/// Two fibers fail: the first to do so is the cause.
void failures() throws InterruptedException {
  try (Scope scope = Scope.open()) {
    scope.fork(() -> {
      throw new IllegalStateException("1");
    });
    scope.fork(() -> {
      throw new IllegalStateException("2");
    });
  } catch (dev.weft.FiberFailedException e) {
    first = Integer.parseInt(Optional.ofNullable(e.getCause()).map(Throwable::getMessage).orElse("0"));
  }
}

/// A fair select when both are ready: 1 then 2, or 2 then 1, although nothing runs beside it.
void fair() throws InterruptedException {
  Channel<Integer> left = Channel.buffered(1);
  Channel<Integer> right = Channel.buffered(1);
  left.send(1);
  right.send(2);
  var either = Select.any(left.receiving(), right.receiving());
  first = either.await();
  second = either.await();
}

void tell(int result) {
  switch (result) {
    case 0 -> throw new AssertionError("result 0");
    case 1 -> throw new AssertionError("result 1");
    case 2 -> throw new AssertionError("result 2");
    case 3 -> throw new AssertionError("result 3");
    case 4 -> throw new AssertionError("result 4");
    case 5 -> throw new AssertionError("result 5");
    case 6 -> throw new AssertionError("result 6");
    case 7 -> throw new AssertionError("result 7");
    default -> throw new AssertionError("result 8");
  }
}
