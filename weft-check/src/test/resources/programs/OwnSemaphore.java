import java.util.concurrent.Semaphore;

/** A semaphore of the program's own, whose methods call those of its parent. */
class OwnSemaphore extends Semaphore {
  private static final long serialVersionUID = 1;

  OwnSemaphore() {
    super(2);
  }

  @Override
  public void acquireUninterruptibly() {
    super.acquireUninterruptibly();
  }

  public static void main(String[] args) throws InterruptedException {
    Semaphore permits = new OwnSemaphore();
    Thread taker = Thread.ofPlatform().name("taker").start(() -> permits.acquireUninterruptibly());
    taker.join();
    permits.acquireUninterruptibly();
    permits.acquireUninterruptibly();
  }
}
