import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;

/** A task fails before it opens the latch, and nobody asks for its result. */
class Swallows {
  static final CountDownLatch DONE = new CountDownLatch(1);

  static void work() {
    if (DONE.getCount() > 0) {
      throw new IllegalStateException("torn");
    }
    DONE.countDown();
  }

  public static void main(String[] args) throws InterruptedException {
    switch (args[0]) {
      case "pool" -> Executors.newSingleThreadExecutor().submit(Swallows::work);
      case "virtual" -> Executors.newVirtualThreadPerTaskExecutor().submit(Swallows::work);
      case "future" -> CompletableFuture.runAsync(Swallows::work);
      case "fork" -> new ForkJoinPool(1).submit(Swallows::work);
      default -> throw new IllegalArgumentException(args[0]);
    }
    DONE.await();
  }
}
