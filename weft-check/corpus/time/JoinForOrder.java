// Right: the worker is joined.
// Idea: the flaky test that sleeps instead of waiting (Luo and others, 2014). Broken twin: SleepForOrder.java.

volatile boolean done;

void main(String[] args) throws InterruptedException {
  Thread.Builder threads = List.of(args).contains("--virtual") ? Thread.ofVirtual() : Thread.ofPlatform();
  Thread worker = threads.start(() -> done = true);
  worker.join();
  if (!done) {
    throw new AssertionError("the worker was slower than the sleep");
  }
  worker.join();
}
