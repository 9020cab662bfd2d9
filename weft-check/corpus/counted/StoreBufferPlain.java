// Wrong: each thread writes one plain field and reads the other one's; a machine may let both read 0.
// Idea: the store-buffering litmus test. Repaired twin: StoreBufferVolatile.java.

int x;
int y;
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
