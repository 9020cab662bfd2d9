package dev.weft.internal.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// So many threads and no more: who waits for one, and what becomes of a place.
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
    BoundedThreads threads = taken(this::make);
    var refused = new Fiber();
    var next = new Fiber();
    threads.execute(refused);
    threads.execute(next);
    go.countDown();
    assertThat(refused.end()).containsExactly("thrown by a test: no more threads");
    assertThat(next.end()).containsExactly("ran");
  }

  private final CountDownLatch go = new CountDownLatch(1);

  /// With its only place taken, until [#go].
  private BoundedThreads taken(ThreadFactory factory) throws InterruptedException {
    var threads = new BoundedThreads(1, factory);
    var begun = new CountDownLatch(1);
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
    return threads;
  }

  @Test
  void aPlaceWhoseThreadCannotBeStartedIsFreeAgain() throws Exception {
    made.set(1);
    var threads = new BoundedThreads(1, this::make);
    assertThatThrownBy(() -> threads.execute(() -> {})).isInstanceOf(OutOfMemoryError.class);
    var next = new Fiber();
    threads.execute(next);
    assertThat(next.end()).containsExactly("ran");
  }

  @Test
  void soIsThatOfATaskThatThrows() throws Exception {
    var threads = new BoundedThreads(1, Thread.ofPlatform().daemon().uncaughtExceptionHandler((_, _) -> {}).factory());
    threads.execute(() -> {
      throw new IllegalStateException("thrown by a test: by a task");
    });
    var next = new Fiber();
    threads.execute(next);
    assertThat(next.end()).containsExactly("ran");
  }

  @Test
  void firstComeFirstServedAndTheSameTaskAsOftenAsItCame() throws Exception {
    BoundedThreads threads = taken(Thread.ofPlatform().daemon().factory());
    var order = new LinkedBlockingQueue<String>();
    Runnable twice = () -> order.add("twice");
    threads.execute(() -> order.add("first"));
    threads.execute(twice);
    threads.execute(() -> order.add("between"));
    threads.execute(twice);
    assertThat(threads.queued()).isEqualTo(4);
    go.countDown();
    for (String next : List.of("first", "twice", "between", "twice")) {
      assertThat(order.poll(10, TimeUnit.SECONDS)).isEqualTo(next);
    }
  }

  @Test
  void whoIsTakenOutDoesNotRun() throws Exception {
    BoundedThreads threads = taken(Thread.ofPlatform().daemon().factory());
    var withdrawn = new Fiber();
    var next = new Fiber();
    threads.execute(withdrawn);
    threads.execute(next);
    assertThat(threads.withdraw(withdrawn)).isTrue();
    assertThat(threads.withdraw(withdrawn)).as("a second time").isFalse();
    assertThat(threads.queued()).isEqualTo(1);
    go.countDown();
    assertThat(next.end()).containsExactly("ran");
    assertThat(threads.withdraw(next)).as("it has begun").isFalse();
    assertThat(withdrawn.how).isEmpty();
  }
}
