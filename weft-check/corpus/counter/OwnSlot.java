// Right: each worker has a slot of its own; different elements of one array are no race.
// Idea: JMC array tests; elements of one array are separate variables. Broken twin: SharedSlot.java.

final int[] partial = new int[4];

void add(int worker) {
  for (int i = 1; i <= 2; i++) {
    partial[worker] += i;
  }
}

void main(String[] args) throws InterruptedException {
  Thread.Builder threads = List.of(args).contains("--virtual") ? Thread.ofVirtual() : Thread.ofPlatform();
  List<Thread> all = new ArrayList<>();
  for (int i = 0; i < partial.length; i++) {
    int worker = i;
    all.add(threads.start(() -> add(worker)));
  }
  for (Thread thread : all) {
    thread.join();
  }
  int sum = 0;
  for (int part : partial) {
    sum += part;
  }
  if (sum != 12) {
    throw new AssertionError("sum is " + sum + ", expected 12");
  }
}
