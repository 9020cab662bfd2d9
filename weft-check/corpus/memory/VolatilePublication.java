// Right: the field is volatile, so whoever sees the reference sees the object whole.
// Idea: Java Concurrency in Practice, chapter 3; Lincheck's examples. Broken twin: UnsafePublication.java.

static final class Box {
  int value;

  Box(int value) {
    this.value = value;
  }
}

volatile Box box;

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
