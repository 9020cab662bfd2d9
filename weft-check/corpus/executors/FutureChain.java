// Right: one future is completed without the other.
// Idea: Fray's CompletableFuture tests; futures that wait for each other. Broken twin: FutureCycle.java.

import java.util.concurrent.CompletableFuture;

void main(String[] args) throws InterruptedException {
  Thread.Builder threads = List.of(args).contains("--virtual") ? Thread.ofVirtual() : Thread.ofPlatform();
  var left = new CompletableFuture<Integer>();
  var right = new CompletableFuture<Integer>();
  Thread a = threads.start(() -> left.complete(1));
  Thread b = threads.start(() -> right.complete(left.join() + 1));
  a.join();
  b.join();
  if (right.join() != 2) {
    throw new AssertionError("right is " + right.join());
  }
}
