// Wrong: the result is read before the worker is joined.
// Idea: the start and join edges of the Java memory model. Repaired twin: ReadAfterJoin.java.

int result;

void main(String[] args) throws InterruptedException {
  Thread.Builder threads = List.of(args).contains("--virtual") ? Thread.ofVirtual() : Thread.ofPlatform();
  Thread worker = threads.start(() -> result = 6 * 7);
  int seen = result;
  worker.join();
  if (seen != 42) {
    throw new AssertionError("result is " + seen);
  }
}
