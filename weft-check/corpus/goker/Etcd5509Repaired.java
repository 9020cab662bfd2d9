// Right: the read lock is given back on every way out.
// Idea: etcd #5509, in GoKer (GoBench). Wrong twin: Etcd5509.java.

import dev.weft.Scope;
import dev.weft.sync.Permit;
import dev.weft.sync.Semaphore;

// A readers-writer lock: a reader takes one permit, the writer both.
final Semaphore client = new Semaphore(2).named("client");
boolean closed;

void get() throws InterruptedException {
  Permit reading = client.acquire();
  if (closed) {
    reading.close();
    return;
  }
  reading.close();
}

void close() throws InterruptedException {
  try (var _ = client.acquire(2)) {
    closed = true;
  }
  try (var _ = client.acquire(2)) {
    closed = true;
  }
}

void main() throws InterruptedException {
  try (Scope scope = Scope.open()) {
    scope.fork("get", this::get);
    scope.fork("close", this::close);
  }
}
