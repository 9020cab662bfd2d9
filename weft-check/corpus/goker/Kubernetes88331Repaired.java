// Right: the length is read under the mutex.
// Idea: kubernetes #88331, in GoKer (GoBench). Wrong twin: Kubernetes88331.java.

import dev.weft.Scope;
import dev.weft.sync.Mutex;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Queue;

final Mutex mutex = new Mutex().named("queue");
final Queue<Integer> heap = new PriorityQueue<>(List.of(3, 1, 2));

void flush() throws InterruptedException {
  try (var _ = mutex.lock()) {
    heap.poll();
  }
}

void main() throws InterruptedException {
  try (Scope scope = Scope.open()) {
    scope.fork("flush", this::flush);
    try (var _ = mutex.lock()) {
      if (heap.size() < 2) {
        throw new AssertionError("only one was taken out");
      }
    }
  }
}
