// Wrong: every philosopher takes the left fork first.
// Idea: Dijkstra's dining philosophers; SCTBench din_phil, JPF's DiningPhil. Repaired twin:
// DiningPhilosophersOrdered.java.

static void eat(Object first, Object second) {
  synchronized (first) {
    synchronized (second) {
      second.hashCode();
    }
  }
}

void main(String[] args) throws InterruptedException {
  Thread.Builder threads = List.of(args).contains("--virtual") ? Thread.ofVirtual() : Thread.ofPlatform();
  int n = Integer.parseInt(args[0]);
  Object[] forks = new Object[n];
  Arrays.setAll(forks, _ -> new Object());
  List<Thread> all = new ArrayList<>();
  for (int i = 0; i < n; i++) {
    Object left = forks[i];
    Object right = forks[(i + 1) % n];
    all.add(threads.start(() -> eat(left, right)));
  }
  for (Thread thread : all) {
    thread.join();
  }
}
