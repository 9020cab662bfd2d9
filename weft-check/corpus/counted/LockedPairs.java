// Right: n pairs of threads, each pair with a lock of its own: two orders for each pair, 2^n executions.
// Idea: JMC's tests of independent groups of threads. Broken twin: UnlockedPairs.java.

static final class Account {
  int total;

  void add() {
    synchronized (this) {
      total++;
    }
  }
}

void main(String[] args) throws InterruptedException {
  Thread.Builder threads = List.of(args).contains("--virtual") ? Thread.ofVirtual() : Thread.ofPlatform();
  int n = Integer.parseInt(args[0]);
  List<Account> accounts = new ArrayList<>();
  List<Thread> all = new ArrayList<>();
  for (int i = 0; i < n; i++) {
    Account account = new Account();
    accounts.add(account);
    all.add(threads.start(account::add));
    all.add(threads.start(account::add));
  }
  for (Thread thread : all) {
    thread.join();
  }
  for (Account account : accounts) {
    if (account.total != 2) {
      throw new AssertionError("total = " + account.total);
    }
  }
}
