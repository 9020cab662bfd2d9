// Right: the array is filled and copied under one lock.
// Idea: torn snapshots of statistics. Broken twin: CopiedWhileWritten.java.

final int[] counts = new int[2];
final int[] copy = new int[2];

synchronized void fill() {
  Arrays.fill(counts, 1);
}

synchronized void snapshot() {
  System.arraycopy(counts, 0, copy, 0, 2);
}

void main(String[] args) throws InterruptedException {
  Thread.Builder threads = List.of(args).contains("--virtual") ? Thread.ofVirtual() : Thread.ofPlatform();
  Thread writer = threads.start(this::fill);
  Thread reader = threads.start(this::snapshot);
  writer.join();
  reader.join();
  if (copy[0] != copy[1]) {
    throw new AssertionError("half a copy: " + Arrays.toString(copy));
  }
}
