package dev.weft.internal.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Fiber;
import dev.weft.Scope;
import dev.weft.Weft;
import dev.weft.channel.Channel;
import dev.weft.schedule.Scheduler;
import dev.weft.testing.OnEveryScheduler;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/// Fibers that run one after the other on one virtual thread find nothing of each other: each looks whether its thread is as a new
/// one, then leaves it as dirty as it can.
class StrandFreshnessTest {
  private static final int FIBERS = 30;

  private static final ThreadLocal<String> PLAIN = new ThreadLocal<>();
  private static final ThreadLocal<List<String>> WITH_INITIAL = ThreadLocal.withInitial(ArrayList::new);
  private static final InheritableThreadLocal<String> INHERITED = new InheritableThreadLocal<>();
  private static final InheritableThreadLocal<String> NOT_SET_BY_PARENT = new InheritableThreadLocal<>();
  private static final ScopedValue<Integer> BOUND = ScopedValue.newInstance();
  private static final Thread.UncaughtExceptionHandler HANDLER = (_, _) -> {};

  /// Not a synchronized one: fibers that wait for its monitor would each have a thread.
  private final Set<Thread> threads = ConcurrentHashMap.newKeySet();

  /// Each takes over an idle strand.
  @OnEveryScheduler
  void oneAfterTheOther(Scheduler scheduler) throws Exception {
    Weft.with(scheduler)
        .run(
            () -> {
              INHERITED.set("parent");
              ClassLoader loader = Thread.currentThread().getContextClassLoader();
              try (var scope = Scope.open()) {
                for (int i = 0; i < FIBERS; i++) {
                  fork(scope, i, loader).join();
                }
              }
            });
    assertShared(scheduler);
  }

  /// The strand goes on with the next fiber without any switch.
  @OnEveryScheduler
  void allAtOnce(Scheduler scheduler) throws Exception {
    Weft.with(scheduler)
        .run(
            () -> {
              INHERITED.set("parent");
              ClassLoader loader = Thread.currentThread().getContextClassLoader();
              try (var scope = Scope.open()) {
                for (int i = 0; i < FIBERS; i++) {
                  fork(scope, i, loader);
                }
              }
            });
    assertShared(scheduler);
  }

  /// Callbacks run on the thread of whoever makes it happen: a fiber at its end, a timer between two fibers.
  @OnEveryScheduler
  void afterACallback(Scheduler scheduler) throws Exception {
    Weft.with(scheduler)
        .run(
            () -> {
              Channel<Integer> waited = Channel.rendezvous();
              try (var scope = Scope.open()) {
                for (int i = 0; i < FIBERS; i++) {
                  Fiber<Integer> fiber =
                      scope.fork(
                          () -> {
                            threads.add(Thread.currentThread());
                            assertThat(PLAIN.get()).isNull();
                            assertThat(INHERITED.get()).isNull();
                            return waited.receive();
                          });
                  fiber.ending().onReady(_ -> {
                    PLAIN.set("callback");
                    INHERITED.set("callback");
                  });
                  waited.send(i);
                  fiber.join();
                  INHERITED.remove(); // who finds the fiber ended before that has told its waiters tells them itself
                }
              }
            });
    assertShared(scheduler);
  }

  /// Without sharing there would be nothing to test.
  private void assertShared(Scheduler scheduler) {
    if (scheduler instanceof CarrierEngine) {
      assertThat(threads).as("threads of %d fibers", FIBERS).hasSizeLessThan(FIBERS);
    } else {
      assertThat(threads).hasSize(FIBERS);
    }
  }

  /// With every second one under a scoped value of its own, every third one named, every fifth one waiting.
  private Fiber<Void> fork(Scope scope, int i, ClassLoader loader) throws Exception {
    return i % 2 == 0
        ? ScopedValue.where(BOUND, i).call(() -> forkUnbound(scope, i, loader))
        : forkUnbound(scope, i, loader);
  }

  private Fiber<Void> forkUnbound(Scope scope, int i, ClassLoader loader) {
    return i % 3 == 0
        ? scope.fork("named " + i, () -> lookThenSoil(i, loader))
        : scope.fork(() -> lookThenSoil(i, loader));
  }

  private void lookThenSoil(int i, ClassLoader loader) throws InterruptedException {
    Thread self = Thread.currentThread();
    threads.add(self);
    assertFresh(self, i, loader);
    soil(self);
    if (i % 5 == 0) {
      Fiber.sleep(Duration.ofMillis(1));
      assertThat(PLAIN.get()).as("its own, after a wait").isEqualTo("left behind");
    }
    self.interrupt();
  }

  private static void assertFresh(Thread self, int i, ClassLoader loader) {
    assertThat(self.isInterrupted()).as("interrupt status").isFalse();
    assertThat(PLAIN.get()).as("thread local").isNull();
    assertThat(WITH_INITIAL.get()).as("thread local with an initial value").isEmpty();
    assertThat(INHERITED.get()).as("inheritable thread local").isEqualTo("parent");
    assertThat(NOT_SET_BY_PARENT.get()).as("inheritable thread local that the parent has not").isNull();
    assertThat(BOUND.isBound()).as("scoped value").isEqualTo(i % 2 == 0);
    if (i % 2 == 0) {
      assertThat(BOUND.get()).isEqualTo(i);
    }
    if (i % 3 == 0) {
      assertThat(self.getName()).isEqualTo("named " + i);
    } else if (self.isVirtual()) {
      assertThat(self.getName()).as("name").isEmpty();
    } else {
      assertThat(self.getName()).as("name").startsWith("kernel-");
    }
    assertThat(self.getContextClassLoader()).as("context class loader").isSameAs(loader);
    assertThat(self.getUncaughtExceptionHandler()).as("uncaught handler").isSameAs(self.getThreadGroup());
    assertThat(self.getPriority()).as("priority").isEqualTo(Thread.NORM_PRIORITY);
    assertThat(LockSupport.getBlocker(self)).as("what it is blocked by").isNull();
  }

  private static void soil(Thread self) {
    PLAIN.set("left behind");
    WITH_INITIAL.get().add("left behind");
    INHERITED.set("left behind");
    NOT_SET_BY_PARENT.set("left behind");
    self.setName("left behind");
    self.setContextClassLoader(new ClassLoader(null) {});
    self.setUncaughtExceptionHandler(HANDLER);
    LockSupport.setCurrentBlocker("left behind");
  }
}
