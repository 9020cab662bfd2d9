// Right: every addition holds one lock, so an execution is an order of the locks: (n * rounds)! / rounds!^n of them.
// Idea: JMC's counter tests, which state how many executions there are (n! for one round). Broken twin:
// UnlockedRounds.java.

final Object lock = new Object();
int total;

void add() {
  synchronized (lock) {
    total++;
  }
}

void main(String[] args) throws InterruptedException {
  Thread.Builder threads = List.of(args).contains("--virtual") ? Thread.ofVirtual() : Thread.ofPlatform();
  int n = Integer.parseInt(args[0]);
  int rounds = Integer.parseInt(args[1]);
  List<Thread> all = new ArrayList<>();
  for (int i = 0; i < n; i++) {
    all.add(
        threads.start(
            () -> {
              for (int round = 0; round < rounds; round++) {
                add();
              }
            }));
  }
  for (Thread thread : all) {
    thread.join();
  }
  if (total != n * rounds) {
    throw new AssertionError("total is " + total + ", expected " + n * rounds);
  }
}
