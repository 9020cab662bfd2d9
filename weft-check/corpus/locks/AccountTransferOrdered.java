// Right: every transfer takes the monitors in the order of the account numbers.
// Idea: the two-account transfer; SCTBench deadlock01, JPF's DiningPhil and Crossing. Broken twin:
// AccountTransfer.java.

static final class Account {
  final int number;
  int balance = 100;

  Account(int number) {
    this.number = number;
  }
}

static void transfer(Account from, Account to, int amount) {
  Account first = from.number < to.number ? from : to;
  synchronized (first) {
    synchronized (first == from ? to : from) {
      from.balance -= amount;
      to.balance += amount;
    }
  }
}

void main(String[] args) throws InterruptedException {
  Thread.Builder threads = List.of(args).contains("--virtual") ? Thread.ofVirtual() : Thread.ofPlatform();
  Account a = new Account(1);
  Account b = new Account(2);
  Thread there = threads.start(() -> transfer(a, b, 10));
  Thread back = threads.start(() -> transfer(b, a, 20));
  there.join();
  back.join();
  if (a.balance != 110 || b.balance != 90) {
    throw new AssertionError("balances are " + a.balance + " and " + b.balance);
  }
}
