// Wrong: one of n setters must be stopped between its two writes, before any other setter has finished, for the
// checker to see it.
// Idea: SCTBench reorder_3 to reorder_100, with volatile fields so that only the order is wrong. Repaired twin:
// ReorderLocked.java.

volatile int a;
volatile int b;

void set() {
  a = 1;
  b = -1;
}

void check() {
  int seenA = a;
  int seenB = b;
  if (!(seenA == 0 && seenB == 0) && !(seenA == 1 && seenB == -1)) {
    throw new AssertionError("a is " + seenA + " and b is " + seenB);
  }
}

void main(String[] args) throws InterruptedException {
  Thread.Builder threads = List.of(args).contains("--virtual") ? Thread.ofVirtual() : Thread.ofPlatform();
  List<Thread> all = new ArrayList<>();
  for (int i = 0; i < Integer.parseInt(args[0]); i++) {
    all.add(threads.start(this::set));
  }
  all.add(threads.start(this::check));
  for (Thread thread : all) {
    thread.join();
  }
}
