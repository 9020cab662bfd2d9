// Right: stop() gives the mutex back before it waits, and a task is started under the mutex or not at all.
// Idea: cockroach #1055, in GoKer (GoBench). Wrong twin: Cockroach1055.java.

import dev.weft.Scope;
import dev.weft.channel.Channel;
import dev.weft.sync.Mutex;
import dev.weft.sync.WaitGroup;

final Mutex mutex = new Mutex().named("stopper");
final WaitGroup tasks = new WaitGroup();
final WaitGroup workers = new WaitGroup();
final Channel<Boolean> stopper = Channel.rendezvous();
boolean draining;

boolean startTask() throws InterruptedException {
  try (var _ = mutex.lock()) {
    if (draining) {
      return false;
    }
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
    draining = true;
  }
  tasks.await();
  stopper.close();
  workers.await();
}

void main() throws InterruptedException {
  workers.add(1);
  try (Scope scope = Scope.open()) {
    scope.fork("worker", this::work);
    scope.fork("stop", this::stop);
  }
}
