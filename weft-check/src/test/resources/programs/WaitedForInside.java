/// The end of a thread is inside its own monitor: who has that and finds the thread alive will be notified, and who joins the thread gives it
/// back meanwhile, so that the thread may enter it on its way.
class WaitedForInside {
  static class Worker extends Thread {
    private int turns;

    synchronized void turn() {
      turns++;
    }

    @Override
    public void run() {
      turn();
    }

    synchronized int turns() throws InterruptedException {
      join();
      return turns;
    }
  }

  public static void main(String[] args) throws InterruptedException {
    Thread first = new Thread(() -> { });
    first.start();
    synchronized (first) {
      while (first.isAlive()) first.wait();
    }
    Worker second = new Worker();
    second.start();
    if (second.turns() != 1) throw new AssertionError("it has ended too early");
  }
}
