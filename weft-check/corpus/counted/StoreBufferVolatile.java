// Right: the fields are volatile, so at least one thread reads 1; three executions, not four.
// Idea: the store-buffering litmus test. Broken twin: StoreBufferPlain.java.

volatile int x;
volatile int y;
int seenX;
int seenY;

void left() {
  x = 1;
  seenY = y;
}

void right() {
  y = 1;
  seenX = x;
}

void main(String[] args) throws InterruptedException {
  Thread.Builder threads = List.of(args).contains("--virtual") ? Thread.ofVirtual() : Thread.ofPlatform();
  Thread first = threads.start(this::left);
  Thread second = threads.start(this::right);
  first.join();
  second.join();
  if (seenX == 0 && seenY == 0) {
    throw new AssertionError("both threads read 0");
  }
}
