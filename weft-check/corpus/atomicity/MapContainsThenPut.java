// Wrong: containsKey and put on a ConcurrentHashMap are two steps, so one key gets two values built.
// Idea: misuse of ConcurrentHashMap found by atomicity checkers (Shacham and others). Repaired twin:
// MapComputeIfAbsent.java.

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

final ConcurrentHashMap<String, Object> services = new ConcurrentHashMap<>();
final AtomicInteger built = new AtomicInteger();

Object build() {
  built.incrementAndGet();
  return new Object();
}

void find() {
  if (!services.containsKey("mail")) {
    services.put("mail", build());
  }
}

void main(String[] args) throws InterruptedException {
  Thread.Builder threads = List.of(args).contains("--virtual") ? Thread.ofVirtual() : Thread.ofPlatform();
  Thread first = threads.start(this::find);
  Thread second = threads.start(this::find);
  first.join();
  second.join();
  if (built.get() != 1) {
    throw new AssertionError("the service was built " + built.get() + " times");
  }
}
