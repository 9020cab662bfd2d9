// Wrong: the stop flag is a plain field; the loop may never see it.
// Idea: the visibility example of Effective Java; JMC's flag tests. Repaired twin: StopFlagVolatile.java.

boolean stop;

void work() {
  while (!stop) {
    Thread.onSpinWait();
  }
}

void main(String[] args) throws InterruptedException {
  Thread.Builder threads = List.of(args).contains("--virtual") ? Thread.ofVirtual() : Thread.ofPlatform();
  Thread worker = threads.start(this::work);
  stop = true;
  worker.join();
}
