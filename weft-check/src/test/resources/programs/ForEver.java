import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/// Time limits that nobody lives to see say "for ever": they never pass.
class ForEver {
  /// Not the constant of the class Long: a program of that name is in this folder.
  static final long FOR_EVER = -1L >>> 1;
  static boolean cut;

  public static void main(String[] args) throws InterruptedException {
    Thread sleeping = new Thread(() -> {
      try {
        Thread.sleep(FOR_EVER);
      } catch (InterruptedException e) {
        cut = true;
      }
    });
    sleeping.start();
    var queue = new ArrayBlockingQueue<String>(1);
    Thread putting = new Thread(() -> queue.add("here"));
    putting.start();
    if (queue.poll(FOR_EVER, TimeUnit.SECONDS) == null) throw new AssertionError("nothing came");
    var latch = new CountDownLatch(1);
    var pool = Executors.newSingleThreadExecutor();
    pool.execute(latch::countDown);
    if (!latch.await(Integer.MAX_VALUE, TimeUnit.DAYS)) throw new AssertionError("not opened");
    pool.shutdown();
    if (!pool.awaitTermination(FOR_EVER, TimeUnit.NANOSECONDS)) throw new AssertionError("not ended");
    sleeping.interrupt();
    sleeping.join(FOR_EVER);
    if (!cut) throw new AssertionError("slept to the end");
  }
}
