import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/// Executors of both kinds of threads, futures, the common pool, timers: correct, so clean.
public class Pools {
  public static void main(String[] args) throws Exception {
    List<Future<Integer>> futures = new ArrayList<>();
    int[] published = {0};
    try (var platform = Executors.newFixedThreadPool(2); var virtual = Executors.newVirtualThreadPerTaskExecutor()) {
      Callable<Integer> work = () -> ++published[0];
      platform.submit(work).get();
      virtual.submit(work).get();
      for (int i = 0; i < 2; i++) {
        int number = i;
        futures.add(platform.submit(() -> number));
        futures.add(virtual.submit(() -> number));
      }
    }
    int sum = 0;
    for (Future<Integer> future : futures) {
      sum += future.get();
    }
    int combined = CompletableFuture.supplyAsync(() -> 1).thenCombine(CompletableFuture.supplyAsync(() -> 2), Integer::sum)
        .get();
    CountDownLatch latch = new CountDownLatch(1);
    ScheduledExecutorService later = Executors.newScheduledThreadPool(1);
    later.schedule(latch::countDown, 1, TimeUnit.HOURS);
    latch.await();
    later.shutdown();
    long start = System.nanoTime();
    Thread.sleep(3_600_000);
    if (published[0] != 2 || sum != 2 || combined != 3 || IntStream.range(0, 8).parallel().sum() != 28
        || System.nanoTime() - start < 3_600_000_000_000L) {
      throw new AssertionError(published[0] + " " + sum + " " + combined);
    }
  }
}
