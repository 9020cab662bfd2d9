// Right: the slot is written first; the volatile index publishes it.
// Idea: Lamport's single-producer ring; SCTBench circular_buffer. Broken twin: RingIndexFirst.java.

static final int SIZE = 2;

final int[] slots = new int[SIZE];
volatile int written;
volatile int read;

void put(int item) {
  while (written - read == SIZE) {
    Thread.onSpinWait();
  }
  int at = written % SIZE;
  slots[at] = item;
  written++;
}

int take() {
  while (written == read) {
    Thread.onSpinWait();
  }
  int item = slots[read % SIZE];
  read++;
  return item;
}

void main(String[] args) throws InterruptedException {
  Thread.Builder threads = List.of(args).contains("--virtual") ? Thread.ofVirtual() : Thread.ofPlatform();
  Thread producer =
      threads.start(
          () -> {
            for (int i = 1; i <= 3; i++) {
              put(i);
            }
          });
  for (int i = 1; i <= 3; i++) {
    int item = take();
    if (item != i) {
      throw new AssertionError("took " + item + ", expected " + i);
    }
  }
  producer.join();
}
