// Wrong: a mutable object is published by a plain field; nothing orders its construction before the other thread's
// reads.
// Idea: Java Concurrency in Practice, chapter 3; Lincheck's examples. Repaired twin: VolatilePublication.java.

static final class Box {
  int value;

  Box(int value) {
    this.value = value;
  }
}

Box box;

void read() {
  Box seen = box;
  if (seen != null && seen.value != 42) {
    throw new AssertionError("value is " + seen.value);
  }
}

void main(String[] args) throws InterruptedException {
  Thread.Builder threads = List.of(args).contains("--virtual") ? Thread.ofVirtual() : Thread.ofPlatform();
  Thread reader = threads.start(this::read);
  box = new Box(42);
  reader.join();
}
