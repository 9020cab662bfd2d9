// Right: a look-up in a map in the order of access takes a lock that is not shared.
// Wrong twin: RecentlyUsed.java.

import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

final Map<String, Integer> cache = new LinkedHashMap<>(4, 0.75f, true);

void main(String[] args) throws InterruptedException {
  Thread.Builder threads = List.of(args).contains("--virtual") ? Thread.ofVirtual() : Thread.ofPlatform();
  Lock lock = new ReentrantLock();
  cache.put("one", 1);
  cache.put("two", 2);
  Thread first = threads.start(() -> look(lock, "one"));
  Thread second = threads.start(() -> look(lock, "two"));
  first.join();
  second.join();
}

void look(Lock lock, String key) {
  lock.lock();
  try {
    cache.get(key);
  } finally {
    lock.unlock();
  }
}
