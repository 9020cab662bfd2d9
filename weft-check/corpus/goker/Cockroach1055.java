// Wrong: stop() keeps the mutex while it waits for the workers, and a worker that has just seen no draining needs the
// mutex to start its task.
// Idea: cockroach #1055, in GoKer (GoBench). Repaired twin: Cockroach1055Repaired.java.

import dev.weft.Scope;
import dev.weft.channel.Channel;
import dev.weft.sync.Mutex;
import dev.weft.sync.WaitGroup;
import java.util.concurrent.atomic.AtomicBoolean;

final Mutex mutex = new Mutex().named("stopper");
final WaitGroup tasks = new WaitGroup();
final WaitGroup workers = new WaitGroup();
final Channel<Boolean> stopper = Channel.rendezvous();
final AtomicBoolean draining = new AtomicBoolean();

boolean startTask() throws InterruptedException {
  if (draining.get()) {
    return false;
  }
  try (var _ = mutex.lock()) {
    tasks.add(1);
    return true;
  }
}

void work() throws InterruptedException {
  if (startTask()) {
    tasks.done();
  }
  stopper.next();
  workers.done();
}

void stop() throws InterruptedException {
  try (var _ = mutex.lock()) {
    draining.set(true);
    tasks.await();
    stopper.close();
    workers.await();
  }
}

void main() throws InterruptedException {
  workers.add(1);
  try (Scope scope = Scope.open()) {
    scope.fork("worker", this::work);
    scope.fork("stop", this::stop);
  }
}
