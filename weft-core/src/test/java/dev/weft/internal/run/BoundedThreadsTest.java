package dev.weft.internal.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Fibers that wait for a thread which the system does not give when it is their turn.
@Timeout(60)
class BoundedThreadsTest {
  private final AtomicInteger made = new AtomicInteger();

  /// The second one that is made cannot be started.
  private Thread make(Runnable body) {
    boolean refused = made.incrementAndGet() == 2;
    return new Thread(body) {
      @Override
      public void start() {
        if (refused) {
          throw new OutOfMemoryError("thrown by a test: no more threads");
        }
        super.start();
      }
    };
  }

  private static final class Fiber implements Startable {
    final CountDownLatch ended = new CountDownLatch(1);
    final List<String> how = new ArrayList<>();

    @Override
    public void run() {
      how.add("ran");
      ended.countDown();
    }

    @Override
    public void runOn(Strand strand) {
      throw new AssertionError("on a strand");
    }

    @Override
    public void cannotRun(OutOfMemoryError why) {
      how.add(why.getMessage());
      ended.countDown();
    }

    @Override
    public void endUnbegun() {
      how.add("cancelled");
      ended.countDown();
    }

    List<String> end() throws InterruptedException {
      assertThat(ended.await(10, TimeUnit.SECONDS)).as("ended").isTrue();
      return how;
    }
  }

  @Test
  void endWithoutARunAndLeaveTheirPlaceToTheNext() throws Exception {
    var threads = new BoundedThreads(1, this::make);
    var begun = new CountDownLatch(1);
    var go = new CountDownLatch(1);
    threads.execute(
        () -> {
          begun.countDown();
          try {
            go.await();
          } catch (InterruptedException e) {
            throw new AssertionError(e);
          }
        });
    begun.await();
    var refused = new Fiber();
    var next = new Fiber();
    threads.execute(refused);
    threads.execute(next);
    go.countDown();
    assertThat(refused.end()).containsExactly("thrown by a test: no more threads");
    assertThat(next.end()).containsExactly("ran");
  }
}
