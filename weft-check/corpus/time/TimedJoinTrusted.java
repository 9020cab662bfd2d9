// Wrong: a join with a time limit is taken for the end of the thread.
// Idea: shutdown code that gives its workers a second. Repaired twin: TimedJoinLooked.java.

volatile boolean done;

void main(String[] args) throws InterruptedException {
  Thread.Builder threads = List.of(args).contains("--virtual") ? Thread.ofVirtual() : Thread.ofPlatform();
  Thread worker = threads.start(() -> done = true);
  worker.join(1_000);
  if (!done) {
    throw new AssertionError("the worker has not ended");
  }
}
