package dev.weft.wait;

import dev.weft.Fiber;
import dev.weft.Scope;
import dev.weft.WaitReason;
import dev.weft.Weft;
import dev.weft.schedule.Scheduler;
import dev.weft.testing.Eventually;
import dev.weft.testing.OnEveryScheduler;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Waits that begin where the stack has hardly any room left, some of them so little that they cannot park. A thread that has ended after that
/// must not be taken for one that has parked: to run it again would crash the JVM.
class OverflowingStackTest {
  private static final int LEVELS = 40;

  /// Whoever waits for it stands in no queue, and is known to the test.
  private static final class Never extends Event<Boolean> {
    volatile @Nullable WaitNode enlisted;

    @Override
    public boolean poll(WaitNode node) {
      return false;
    }

    @Override
    public void enlist(WaitNode node) {
      enlisted = node;
    }

    @Override
    public void delist(WaitNode node) {}

    @Override
    public WaitReason reason() {
      return WaitReason.of("wait for", "nothing");
    }

    void settle() {
      WaitNode node = enlisted;
      if (node != null && node.waiter().trySettle()) {
        node.succeed(true);
        node.waiter().finish(node);
      }
    }
  }

  /// Lets the stack overflow, and waits on each of some levels on the way back.
  private static final class Diver {
    private final List<Never> waits;
    private volatile int begun;
    volatile @Nullable Thread thread;

    Diver(int levels) {
      waits = new ArrayList<>(levels);
      for (int i = 0; i < levels; i++) {
        waits.add(new Never());
      }
    }

    void run() throws InterruptedException {
      thread = Thread.currentThread();
      dive();
    }

    private void dive() throws InterruptedException {
      try {
        dive();
      } catch (StackOverflowError e) {
        // this is the end of the stack, or near it
      }
      int mine = begun;
      if (mine < waits.size()) {
        begun = mine + 1;
        try {
          waits.get(mine).await();
        } catch (StackOverflowError e) {
          // the next level has a little more
        }
      }
    }

    /// Lets it go on if it has parked.
    void help() {
      int now = begun;
      Thread diving = thread;
      if (now > 0 && diving != null && diving.getState() == Thread.State.WAITING) {
        waits.get(now - 1).settle();
      }
    }
  }

  @OnEveryScheduler
  void whoCouldNotParkEndsLikeAnyOther(Scheduler scheduler) throws Exception {
    Weft.with(scheduler)
        .run(
            () -> {
              for (int levels = 1; levels <= LEVELS; levels++) {
                var diver = new Diver(levels);
                try (var scope = Scope.open()) {
                  Fiber<?> fiber = scope.fork(diver::run);
                  Eventually.until(
                      "surfaced",
                      () -> {
                        diver.help();
                        return fiber.outcome().isPresent();
                      });
                }
              }
            });
  }
}
