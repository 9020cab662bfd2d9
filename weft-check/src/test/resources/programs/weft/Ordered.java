import dev.weft.Scope;
import dev.weft.Select;
import dev.weft.Weft;
import dev.weft.channel.Broadcast;
import dev.weft.channel.Channel;
import dev.weft.channel.Received;
import dev.weft.channel.Slow;
import dev.weft.channel.Watch;
import dev.weft.schedule.Scheduler;
import dev.weft.schedule.Schedulers;
import dev.weft.sync.Condition;
import dev.weft.sync.Mutex;
import dev.weft.sync.OneShot;
import dev.weft.sync.Permit;
import dev.weft.sync.Semaphore;
import dev.weft.sync.WaitGroup;
import java.util.concurrent.CountDownLatch;

// Each operation that says that it makes something visible does: a plain field is written before it, and read after what it lets go on.

int shared;

@FunctionalInterface
interface Step {
  void run() throws InterruptedException;
}

void quietly(Step step) {
  try {
    step.run();
  } catch (InterruptedException e) {
    throw new IllegalStateException(e);
  }
}

void main(String[] args) throws InterruptedException {
  for (String operation : args) {
    check(operation);
  }
}

void check(String operation) throws InterruptedException {
  switch (operation) {
    case "close" -> {
      Channel<Integer> channel = Channel.rendezvous();
      pair(channel::close, () -> expect(channel.next() instanceof Received.Closed<Integer>));
    }
    case "select" -> {
      Channel<Integer> left = Channel.rendezvous();
      Channel<Integer> right = Channel.rendezvous();
      pair(() -> left.send(1), () -> Select.any(left.receiving(), right.receiving()).await());
    }
    case "room" -> {
      Channel<Integer> channel = Channel.buffered(1);
      channel.send(0);
      pair(channel::receive, () -> channel.send(1));
    }
    case "one-shot" -> {
      OneShot<Integer> shot = new OneShot<>();
      pair(() -> shot.complete(1), shot::await);
    }
    case "group" -> {
      WaitGroup group = new WaitGroup();
      group.add(1);
      pair(group::done, group::await);
    }
    case "semaphore" -> {
      Semaphore semaphore = new Semaphore(1);
      Permit permit = semaphore.acquire();
      pair(permit::close, semaphore::acquire);
    }
    case "scheduler" -> {
      Scheduler scheduler = Schedulers.jdk();
      CountDownLatch begun = new CountDownLatch(1);
      Thread outside = Thread.ofVirtual().start(() -> quietly(() -> Weft.with(scheduler).run(() -> {
        begun.countDown();
        shared++;
      })));
      begun.await();
      scheduler.close();
      shared++;
      outside.join();
    }
    case "condition" -> {
      Mutex mutex = new Mutex();
      Condition condition = mutex.newCondition();
      boolean[] there = new boolean[1];
      pair(() -> {
        try (var _ = mutex.lock()) {
          there[0] = true;
          condition.signal();
        }
      }, () -> {
        try (var held = mutex.lock()) {
          condition.awaitUntil(held, () -> there[0]);
        }
      });
    }
    case "watch" -> {
      Watch<Integer> watch = new Watch<>(0);
      pair(() -> watch.set(1), () -> watch.awaitUntil(value -> value == 1));
    }
    case "broadcast" -> {
      Broadcast<Integer> broadcast = Broadcast.of(1, Slow.HOLDS_UP);
      var subscription = broadcast.subscribe();
      pair(() -> broadcast.send(1), subscription::receive);
    }
    case "callback" -> {
      OneShot<Integer> shot = new OneShot<>();
      OneShot<Integer> called = new OneShot<>();
      shot.completing().onReady(_ -> called.complete(1));
      pair(() -> shot.complete(1), called::await);
    }
    default -> throw new IllegalArgumentException(operation);
  }
}

void expect(boolean holds) {
  if (!holds) {
    throw new AssertionError("not what was expected");
  }
}

void pair(Step lets, Step waits) throws InterruptedException {
  shared = 0;
  try (Scope scope = Scope.open()) {
    scope.fork(() -> {
      shared = 1;
      lets.run();
    });
    scope.fork(() -> {
      waits.run();
      shared = shared + 1;
    });
  }
  expect(shared == 2);
}
