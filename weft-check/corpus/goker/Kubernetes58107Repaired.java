// Right: the work is awaited before the read lock is taken.
// Idea: kubernetes #58107, in GoKer (GoBench). Wrong twin: Kubernetes58107.java.

import dev.weft.Scope;
import dev.weft.channel.Channel;
import dev.weft.sync.Semaphore;

// A readers-writer lock: a reader takes one permit, the writer both; first come, first served.
final Semaphore workers = new Semaphore(2).named("worker lock");
final Channel<Integer> missing = Channel.<Integer>buffered(1).named("missing usage");
int quota;

void consume() throws InterruptedException {
  missing.receive();
  try (var _ = workers.acquire()) {
    missing.size();
  }
}

void produce() throws InterruptedException {
  try (var _ = workers.acquire()) {
    missing.send(1);
  }
}

void sync() throws InterruptedException {
  try (var _ = workers.acquire(2)) {
    quota++;
  }
}

void main() throws InterruptedException {
  try (Scope scope = Scope.open()) {
    scope.fork("consume", this::consume);
    scope.fork("produce", this::produce);
    scope.fork("sync", this::sync);
  }
}
