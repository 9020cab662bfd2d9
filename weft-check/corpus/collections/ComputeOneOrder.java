// Right: both threads compute in the same map first, so the bins are locked in one order.
// Idea: deadlocks of nested ConcurrentHashMap.compute, as its documentation warns of. Broken twin: ComputeCross.java.

import java.util.concurrent.ConcurrentHashMap;

final ConcurrentHashMap<String, Integer> stock = new ConcurrentHashMap<>(Map.of("a", 1));
final ConcurrentHashMap<String, Integer> orders = new ConcurrentHashMap<>(Map.of("a", 1));

void add(ConcurrentHashMap<String, Integer> outer, ConcurrentHashMap<String, Integer> inner) {
  outer.compute("a", (_, old) -> {
    inner.merge("a", 1, Integer::sum);
    return old + 1;
  });
}

void main(String[] args) throws InterruptedException {
  Thread.Builder threads = List.of(args).contains("--virtual") ? Thread.ofVirtual() : Thread.ofPlatform();
  Thread first = threads.start(() -> add(stock, orders));
  Thread second = threads.start(() -> add(stock, orders));
  first.join();
  second.join();
  if (stock.get("a") != 3 || orders.get("a") != 3) {
    throw new AssertionError("stock " + stock + ", orders " + orders);
  }
}
