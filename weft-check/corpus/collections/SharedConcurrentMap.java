// Right: the map is a ConcurrentHashMap.
// Idea: the HashMap that loses entries or loops when shared. Broken twin: SharedHashMap.java.

import java.util.concurrent.ConcurrentHashMap;

final Map<Integer, String> map = new ConcurrentHashMap<>();

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
