// Right: merge does all of it under the map's own lock.
// Idea: misuse of ConcurrentHashMap; the word count that loses words. Broken twin: MapGetThenPut.java.

import java.util.concurrent.ConcurrentHashMap;

final ConcurrentHashMap<String, Integer> counts = new ConcurrentHashMap<>();

void count(String word) {
  counts.merge(word, 1, Integer::sum);
}

void main(String[] args) throws InterruptedException {
  Thread.Builder threads = List.of(args).contains("--virtual") ? Thread.ofVirtual() : Thread.ofPlatform();
  Thread first = threads.start(() -> List.of("red", "blue", "red").forEach(this::count));
  Thread second = threads.start(() -> List.of("blue", "red").forEach(this::count));
  first.join();
  second.join();
  if (counts.get("red") != 3 || counts.get("blue") != 2) {
    throw new AssertionError("a word was lost: " + counts);
  }
}
