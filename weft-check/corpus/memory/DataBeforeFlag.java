// Right: the data is written first; the volatile flag carries it over.
// Idea: the message-passing litmus test. Broken twin: FlagBeforeData.java.

int data;
volatile boolean ready;

void write() {
  data = 42;
  ready = true;
}

void main(String[] args) throws InterruptedException {
  Thread.Builder threads = List.of(args).contains("--virtual") ? Thread.ofVirtual() : Thread.ofPlatform();
  Thread writer = threads.start(this::write);
  if (ready && data != 42) {
    throw new AssertionError("data is " + data);
  }
  writer.join();
}
