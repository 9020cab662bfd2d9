// Right: the result is read after join, which orders it.
// Idea: the start and join edges of the Java memory model. Broken twin: ReadBeforeJoin.java.

int result;

void main(String[] args) throws InterruptedException {
  Thread.Builder threads = List.of(args).contains("--virtual") ? Thread.ofVirtual() : Thread.ofPlatform();
  Thread worker = threads.start(() -> result = 6 * 7);
  worker.join();
  int seen = result;
  if (seen != 42) {
    throw new AssertionError("result is " + seen);
  }
}
