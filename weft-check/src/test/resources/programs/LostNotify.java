public class LostNotify {
  public static void main(String[] args) throws InterruptedException {
    Object monitor = new Object();
    Thread other = new Thread(() -> {
      synchronized (monitor) {
        monitor.notify();
      }
    });
    other.start();
    synchronized (monitor) {
      monitor.wait();
    }
    other.join();
  }
}
