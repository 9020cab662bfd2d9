// Right: thenCompose chains the futures without holding a thread.
// Idea: CompletableFuture.join inside a bounded pool, a known cause of outages. Broken twin: JoinInPool.java.

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

static CompletableFuture<Integer> price(ExecutorService pool) {
  return CompletableFuture.supplyAsync(() -> 5, pool);
}

static CompletableFuture<Integer> total(ExecutorService pool) {
  return CompletableFuture.supplyAsync(() -> 1, pool).thenCompose(base -> price(pool).thenApply(price -> base + price));
}

void main(String[] args) throws Exception {
  Thread.Builder threads = List.of(args).contains("--virtual") ? Thread.ofVirtual() : Thread.ofPlatform();
  try (ExecutorService pool = Executors.newFixedThreadPool(2, threads.factory())) {
    var first = total(pool);
    var second = total(pool);
    if (first.get() + second.get() != 12) {
      throw new AssertionError("the totals are wrong");
    }
  }
}
