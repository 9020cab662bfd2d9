// Wrong: the index is published before the slot is written, so the consumer can read an old slot.
// Idea: Lamport's single-producer ring; SCTBench circular_buffer. Repaired twin: RingSlotFirst.java.

static final int SIZE = 2;

final int[] slots = new int[SIZE];
volatile int written;
volatile int read;

void put(int item) {
  while (written - read == SIZE) {
    Thread.onSpinWait();
  }
  int at = written % SIZE;
  written++;
  slots[at] = item;
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
