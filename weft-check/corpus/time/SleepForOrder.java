// Wrong: a sleep stands where a join belongs; the worker may be slower than the sleep.
// Idea: the flaky test that sleeps instead of waiting (Luo and others, 2014). Repaired twin: JoinForOrder.java.

volatile boolean done;

void main(String[] args) throws InterruptedException {
  Thread.Builder threads = List.of(args).contains("--virtual") ? Thread.ofVirtual() : Thread.ofPlatform();
  Thread worker = threads.start(() -> done = true);
  Thread.sleep(200);
  if (!done) {
    throw new AssertionError("the worker was slower than the sleep");
  }
  worker.join();
}
