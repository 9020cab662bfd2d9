// Wrong: get, add one, put on a ConcurrentHashMap: a count is lost when two threads do it at once.
// Idea: misuse of ConcurrentHashMap; the word count that loses words. Repaired twin: MapMerge.java.

import java.util.concurrent.ConcurrentHashMap;

final ConcurrentHashMap<String, Integer> counts = new ConcurrentHashMap<>();

void count(String word) {
  Integer seen = counts.get(word);
  counts.put(word, seen == null ? 1 : seen + 1);
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
