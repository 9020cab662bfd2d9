package dev.weft.stress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Fiber;
import dev.weft.FiberFailedException;
import dev.weft.Outcome;
import dev.weft.Policy;
import dev.weft.Scope;
import dev.weft.ScopeClosedException;
import dev.weft.schedule.Scheduler;
import dev.weft.testing.OnEveryScheduler;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/// A random tree of scopes whose fibers fail, sleep, cancel each other and fork into each other's scopes while those close: when a scope
/// has closed, all that were forked in it have ended, and each body has run once or never.
class ScopeStressTest {
  private static final int FIBERS = 1_000; // at the same time, at most

  @OnEveryScheduler(waiting = FIBERS)
  void noFiberIsLostOrOutlivesItsScope(Scheduler scheduler) throws Exception {
    Rounds.on(scheduler, random -> new Tree().grow(random));
  }

  /// One fiber, and how often its body has run.
  private record Leaf(Fiber<?> fiber, AtomicInteger runs) {}

  private static final class Boom extends RuntimeException {
    private static final long serialVersionUID = 1;

    Boom() {
      super("on purpose", null, false, false);
    }
  }

  private static final class Tree {
    private final Queue<Leaf> leaves = new ConcurrentLinkedQueue<>();
    private final Queue<Scope> scopes = new ConcurrentLinkedQueue<>();
    private final AtomicInteger inside = new AtomicInteger();

    void grow(Random random) throws Exception {
      try (var root = Scope.open(Policy.supervise((_, _) -> {}))) {
        for (int i = random.nextInt(4); i >= 0; i--) {
          fork(root, 3, new Random(random.nextLong()));
        }
        for (int i = random.nextInt(6); i > 0; i--) {
          Chance.pause(random);
          vandalise(random);
        }
      }
      assertThat(inside).as("bodies that still run").hasValue(0);
      for (Leaf leaf : leaves) {
        check(leaf);
      }
    }

    private static void check(Leaf leaf) {
      Outcome<?> outcome = leaf.fiber.outcome().orElseThrow(() -> new AssertionError("has not ended: " + leaf.fiber));
      int runs = leaf.runs.get();
      switch (outcome) {
        case Outcome.Success<?> _, Outcome.Failure<?> _ -> assertThat(runs).as("runs of %s", leaf.fiber).isEqualTo(1);
        case Outcome.Cancelled<?> _ -> assertThat(runs).as("runs of %s", leaf.fiber).isLessThanOrEqualTo(1);
      }
    }

    private Leaf fork(Scope scope, int depth, Random random) {
      var runs = new AtomicInteger();
      Fiber<?> fiber =
          scope.fork(
              () -> {
                runs.incrementAndGet();
                inside.incrementAndGet();
                try {
                  body(depth, random);
                } finally {
                  inside.decrementAndGet();
                }
              });
      var leaf = new Leaf(fiber, runs);
      leaves.add(leaf);
      return leaf;
    }

    private void body(int depth, Random random) throws InterruptedException {
      for (int steps = random.nextInt(4); steps > 0; steps--) {
        switch (random.nextInt(depth > 0 ? 7 : 4)) {
          case 0 -> Fiber.sleep(Chance.soon(random));
          case 1 -> Fiber.yieldNow();
          case 2 -> vandalise(random);
          case 3 -> {
            if (Chance.oneIn(3, random)) {
              throw new Boom();
            }
          }
          default -> nest(depth, random);
        }
      }
    }

    private void nest(int depth, Random random) throws InterruptedException {
      List<Leaf> own = new ArrayList<>();
      try (var scope = Scope.open(policy(random))) {
        scopes.add(scope);
        for (int i = random.nextInt(3); i >= 0; i--) {
          own.add(fork(scope, depth - 1, new Random(random.nextLong())));
        }
        Chance.pause(random);
      } catch (FiberFailedException e) {
        // somebody went boom
      } finally {
        own.forEach(Tree::check);
      }
    }

    private static Policy policy(Random random) {
      return switch (random.nextInt(4)) {
        case 0 -> Policy.failFast();
        case 1 -> Policy.firstSuccess();
        case 2 -> Policy.collectAll();
        default -> Policy.supervise((_, _) -> {});
      };
    }

    /// Does something to a scope of somebody else's, which may be closing just now.
    private void vandalise(Random random) {
      Scope victim = scopes.poll();
      if (victim == null) {
        return;
      }
      scopes.add(victim);
      if (Chance.oneIn(2, random)) {
        victim.cancel(new Boom());
        return;
      }
      try {
        fork(victim, 0, new Random(random.nextLong()));
      } catch (ScopeClosedException e) {
        // too late
      }
    }
  }
}
