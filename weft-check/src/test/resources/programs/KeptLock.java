import java.util.concurrent.locks.ReentrantLock;

/// A thread ends with a lock that another one needs.
class KeptLock {
  public static void main(String[] args) throws InterruptedException {
    ReentrantLock lock = new ReentrantLock();
    Thread keeper = new Thread(lock::lock, "keeper");
    keeper.start();
    keeper.join();
    Thread other = new Thread(lock::lock, "other");
    other.start();
    other.join();
  }
}
