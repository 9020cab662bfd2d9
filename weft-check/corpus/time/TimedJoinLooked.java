// Right: after each join with a time limit it is looked whether the thread has ended.
// Idea: shutdown code that gives its workers a second. Broken twin: TimedJoinTrusted.java.

volatile boolean done;

void main(String[] args) throws InterruptedException {
  Thread.Builder threads = List.of(args).contains("--virtual") ? Thread.ofVirtual() : Thread.ofPlatform();
  Thread worker = threads.start(() -> done = true);
  do {
    worker.join(1_000);
  } while (worker.isAlive());
  if (!done) {
    throw new AssertionError("the worker has not ended");
  }
}
