// Right: each thread writes its own volatile field and reads its neighbour's: each of n pairs has two orders, and only
// one combination is a cycle, so 2^n - 1 executions.
// Idea: the store-buffering litmus test, widened to a ring of n threads. Broken twin: StoreBufferRingPlain.java.

Cell[] cells;

static final class Cell {
  volatile int value;
}

int turn(int i) {
  cells[i].value = 1;
  return cells[(i + 1) % cells.length].value;
}

void main(String[] args) throws InterruptedException {
  Thread.Builder threads = List.of(args).contains("--virtual") ? Thread.ofVirtual() : Thread.ofPlatform();
  int n = Integer.parseInt(args[0]);
  cells = new Cell[n];
  for (int i = 0; i < n; i++) {
    cells[i] = new Cell();
  }
  int[] seen = new int[n];
  List<Thread> all = new ArrayList<>();
  for (int i = 0; i < n; i++) {
    int own = i;
    all.add(threads.start(() -> seen[own] = turn(own)));
  }
  int sum = 0;
  for (int i = 0; i < n; i++) {
    all.get(i).join();
    sum += seen[i];
  }
  if (sum == 0) {
    throw new AssertionError("all threads read 0");
  }
}
