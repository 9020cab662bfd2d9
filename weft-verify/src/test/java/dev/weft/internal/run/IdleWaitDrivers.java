package dev.weft.internal.run;

/// A carrier that goes to sleep while another thread ends its wait: it wakes up, whatever comes first.
public final class IdleWaitDrivers {
  private IdleWaitDrivers() {}

  private static final class Sleeper extends Thread {
    private final IdleWait wait = new IdleWait(this, IdleWaitDrivers.class, new SpinLimit(1));

    @Override
    public void run() {
      wait.await(Long.MAX_VALUE, true);
    }
  }

  public static void main(String[] arguments) throws InterruptedException {
    var sleeper = new Sleeper();
    sleeper.wait.begin();
    sleeper.start();
    sleeper.wait.end(null);
    sleeper.wait.wake();
    sleeper.join();
    if (sleeper.wait.isAsleep()) {
      throw new AssertionError("asleep after it has been woken");
    }
  }
}
