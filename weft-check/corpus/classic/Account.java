// Wrong: deposit changes the balance without the lock that withdraw uses.
// Idea: SCTBench account_bad. Repaired twin: AccountLocked.java.

final Object lock = new Object();
int balance = 10;

void deposit(int amount) {
  balance += amount;
}

void withdraw(int amount) {
  synchronized (lock) {
    balance -= amount;
  }
}

void main(String[] args) throws InterruptedException {
  Thread.Builder threads = List.of(args).contains("--virtual") ? Thread.ofVirtual() : Thread.ofPlatform();
  Thread in = threads.start(() -> deposit(5));
  Thread out = threads.start(() -> withdraw(3));
  in.join();
  out.join();
  if (balance != 12) {
    throw new AssertionError("the balance is " + balance + ", expected 12");
  }
}
