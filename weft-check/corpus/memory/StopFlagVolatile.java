// Right: the stop flag is volatile.
// Idea: the visibility example of Effective Java; JMC's flag tests. Broken twin: StopFlagPlain.java.

volatile boolean stop;

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
