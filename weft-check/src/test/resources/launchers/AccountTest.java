import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weft.check.junit.WeftCheck;

/** One test that interleavings break, and one that they do not. */
class AccountTest {
  private int balance;

  @WeftCheck(schedules = 500)
  void bothDepositsCount() throws InterruptedException {
    deposit(() -> balance += 10, () -> balance += 20);
  }

  @WeftCheck(schedules = 500)
  void bothLockedDepositsCount() throws InterruptedException {
    deposit(() -> add(10), () -> add(20));
  }

  private synchronized void add(int amount) {
    balance += amount;
  }

  private void deposit(Runnable one, Runnable two) throws InterruptedException {
    Thread other = new Thread(one);
    other.start();
    two.run();
    other.join();
    assertEquals(30, balance);
  }
}
