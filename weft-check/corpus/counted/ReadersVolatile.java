// Right: one write and n reads of a volatile field: each read comes before the write or after it, 2^n executions.
// Idea: JMC's and Nidhugg's readers of one variable. Broken twin: ReadersPlain.java.

volatile int x;

void main(String[] args) throws InterruptedException {
  Thread.Builder threads = List.of(args).contains("--virtual") ? Thread.ofVirtual() : Thread.ofPlatform();
  int n = Integer.parseInt(args[0]);
  int[] seen = new int[n];
  List<Thread> all = new ArrayList<>();
  all.add(threads.start(() -> x = 1));
  for (int i = 0; i < n; i++) {
    int reader = i;
    all.add(threads.start(() -> seen[reader] = x));
  }
  for (Thread thread : all) {
    thread.join();
  }
  for (int each : seen) {
    if (each != 0 && each != 1) {
      throw new AssertionError("saw " + each);
    }
  }
}
