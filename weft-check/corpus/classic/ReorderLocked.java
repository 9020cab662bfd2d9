// Right: setters and checker hold one lock, so the two writes are one step.
// Idea: SCTBench reorder_3 to reorder_100, with volatile fields so that only the order is wrong. Broken twin:
// Reorder.java.

volatile int a;
volatile int b;

synchronized void set() {
  a = 1;
  b = -1;
}

synchronized void check() {
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
