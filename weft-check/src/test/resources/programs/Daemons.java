import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;

/// Threads that are left waiting on purpose, or that somebody can still wake: no leaks.
public class Daemons {
  static final CountDownLatch STOP = new CountDownLatch(1);

  static void daemon(Runnable body) {
    Thread thread = new Thread(body);
    thread.setDaemon(true);
    thread.start();
  }

  static <T> void serve(LinkedBlockingQueue<T> queue, List<T> into) {
    try {
      while (true) {
        into.add(queue.take());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  public static void main(String[] args) throws Exception {
    var served = new LinkedBlockingQueue<String>();
    daemon(() -> serve(served, new ArrayList<>()));
    served.add("item");
    daemon(() -> {
      try {
        STOP.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    });
    var late = new CompletableFuture<String>();
    daemon(late::join);
    daemon(() -> {
      try {
        STOP.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      late.complete("only the stack of this one, which a static field reaches, has the future");
    });
    var reply = new CompletableFuture<String>();
    daemon(reply::join);
    daemon(() -> {
      while (!Thread.currentThread().isInterrupted()) {
        try {
          Thread.sleep(1_000);
        } catch (InterruptedException e) {
          return;
        }
      }
      reply.complete("late");
    });
    try (var pool = Executors.newFixedThreadPool(1)) {
      if (pool.submit(() -> 1).get() != 1) {
        throw new AssertionError("another result");
      }
    }
  }
}
