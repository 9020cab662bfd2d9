// Right: setters and checker hold one lock.
// Idea: SCTBench reorder_n, with plain fields as in the original. Broken twin: ReorderPlain.java.

int a;
int b;

synchronized void set() {
  a = 1;
  b = -1;
}

synchronized void check() {
  if (!(a == 0 && b == 0) && !(a == 1 && b == -1)) {
    throw new AssertionError("a is " + a + " and b is " + b);
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
