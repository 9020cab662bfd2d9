// Right: every access to the balance holds the lock.
// Idea: SCTBench account_bad. Broken twin: Account.java.

final Object lock = new Object();
int balance = 10;

void deposit(int amount) {
  synchronized (lock) {
    balance += amount;
  }
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
