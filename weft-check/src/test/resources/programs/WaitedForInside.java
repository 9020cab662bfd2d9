/// The end of a thread is inside its own monitor: who has that and finds the thread alive will be notified.
class WaitedForInside {
  public static void main(String[] args) throws InterruptedException {
    Thread first = new Thread(() -> { });
    Thread second = new Thread(() -> { });
    first.start();
    second.start();
    synchronized (first) {
      while (first.isAlive()) first.wait();
    }
    synchronized (second) {
      second.join();
    }
  }
}
