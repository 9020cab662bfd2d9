public class Transfer {
  record Account(String name) {
    @Override
    public String toString() {
      return name;
    }
  }

  static void transfer(Account from, Account to) {
    synchronized (from) {
      synchronized (to) {
        System.out.println(from + " to " + to);
      }
    }
  }

  public static void main(String[] args) throws InterruptedException {
    Account a = new Account("account-A");
    Account b = new Account("account-B");
    Thread bystander = Thread.ofPlatform().daemon().start(() -> {
      while (true) {
        Thread.onSpinWait();
      }
    });
    Thread one = new Thread(() -> transfer(a, b), "transfer-1");
    Thread two = new Thread(() -> transfer(b, a), "transfer-2");
    one.start();
    two.start();
    one.join();
    two.join();
    bystander.interrupt();
  }
}
