package dev.weft.internal.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The system gives no thread to a fiber whose turn has come.
@Timeout(60)
class BoundedThreadsTest {
  private static final int UNLUCKY = 2;

  private static final class Refused implements Startable {
    final CountDownLatch told = new CountDownLatch(1);

    @Override
    public void run() {
      throw new AssertionError("it has no thread");
    }

    @Override
    public void runOn(Strand strand) {
      run();
    }

    @Override
    public void cannotRun(OutOfMemoryError why) {
      told.countDown();
    }
  }

  @Test
  void thatOneIsToldAndTheNextOneRuns() throws Exception {
    var made = new AtomicInteger();
    ThreadFactory factory =
        task ->
            made.incrementAndGet() != UNLUCKY
                ? Thread.ofPlatform().daemon().unstarted(task)
                : new Thread(task) {
                  @Override
                  public void start() {
                    throw new OutOfMemoryError("thrown by a test: no thread");
                  }
                };
    var threads = new BoundedThreads(1, factory);
    var go = new CountDownLatch(1);
    var refused = new Refused();
    var ran = new CountDownLatch(1);
    threads.execute(
        () -> {
          try {
            go.await();
          } catch (InterruptedException e) {
            throw new AssertionError(e);
          }
        });
    threads.execute(refused);
    threads.execute(ran::countDown);
    go.countDown();
    assertThat(refused.told.await(10, TimeUnit.SECONDS)).as("told").isTrue();
    assertThat(ran.await(10, TimeUnit.SECONDS)).as("the next one ran").isTrue();
  }
}
