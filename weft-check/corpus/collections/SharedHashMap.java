// Wrong: two threads put into one HashMap without a lock; the race is inside the JDK class, the fault is the
// program's.
// Idea: the HashMap that loses entries or loops when shared. Repaired twin: SharedConcurrentMap.java.

import java.util.concurrent.ConcurrentHashMap;

final Map<Integer, String> map = new HashMap<>();

void main(String[] args) throws InterruptedException {
  Thread.Builder threads = List.of(args).contains("--virtual") ? Thread.ofVirtual() : Thread.ofPlatform();
  Thread first = threads.start(() -> map.put(1, "one"));
  Thread second = threads.start(() -> map.put(2, "two"));
  first.join();
  second.join();
  if (map.size() != 2) {
    throw new AssertionError("the map holds " + map.size() + " entries, expected 2");
  }
}
