// Wrong: the volatile flag is set before the plain data it announces.
// Idea: the message-passing litmus test. Repaired twin: DataBeforeFlag.java.

int data;
volatile boolean ready;

void write() {
  ready = true;
  data = 42;
}

void main(String[] args) throws InterruptedException {
  Thread.Builder threads = List.of(args).contains("--virtual") ? Thread.ofVirtual() : Thread.ofPlatform();
  Thread writer = threads.start(this::write);
  if (ready && data != 42) {
    throw new AssertionError("data is " + data);
  }
  writer.join();
}
