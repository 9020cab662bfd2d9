// Right: the last philosopher takes the right fork first, so the forks have an order.
// Idea: Dijkstra's dining philosophers; SCTBench din_phil, JPF's DiningPhil. Broken twin: DiningPhilosophers.java.

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
    boolean last = i == n - 1;
    all.add(threads.start(() -> eat(last ? right : left, last ? left : right)));
  }
  for (Thread thread : all) {
    thread.join();
  }
}
