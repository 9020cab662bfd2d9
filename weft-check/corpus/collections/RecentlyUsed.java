// Wrong: the map keeps its entries in the order of access, so that get moves one: two threads that only look up write.
// Idea: an LRU cache on LinkedHashMap whose readers share a read lock, or take none. Repaired twin: RecentlyUsedLocked.java.

import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

final Map<String, Integer> cache = new LinkedHashMap<>(4, 0.75f, true);

void main(String[] args) throws InterruptedException {
  Thread.Builder threads = List.of(args).contains("--virtual") ? Thread.ofVirtual() : Thread.ofPlatform();
  ReadWriteLock lock = new ReentrantReadWriteLock();
  cache.put("one", 1);
  cache.put("two", 2);
  Thread first = threads.start(() -> look(lock, "one"));
  Thread second = threads.start(() -> look(lock, "two"));
  first.join();
  second.join();
}

void look(ReadWriteLock lock, String key) {
  lock.readLock().lock();
  try {
    cache.get(key);
  } finally {
    lock.readLock().unlock();
  }
}
