package dev.weft.stress;

import dev.weft.Fiber;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/// What random programs are made of.
final class Chance {
  private Chance() {}

  static boolean oneIn(int n, Random random) {
    return random.nextInt(n) == 0;
  }

  /// A short time: often none at all, mostly shorter than it takes to park.
  static Duration soon(Random random) {
    return Duration.ofNanos(1L << random.nextInt(19)); // half a millisecond at most
  }

  static void pause(Random random) throws InterruptedException {
    switch (random.nextInt(4)) {
      case 0 -> Fiber.sleep(soon(random));
      case 1 -> Fiber.yieldNow();
      default -> {}
    }
  }

  /// Cancels some of them, in random order.
  static void cancelSome(List<? extends Fiber<?>> fibers, Random random) throws InterruptedException {
    List<Fiber<?>> shuffled = new ArrayList<>(fibers);
    Collections.shuffle(shuffled, random);
    for (Fiber<?> fiber : shuffled.subList(0, random.nextInt(shuffled.size() + 1))) {
      pause(random);
      fiber.cancel();
    }
  }

  /// Keeps the carrier.
  static void hog(Duration length) {
    long start = System.nanoTime();
    while (System.nanoTime() - start < length.toNanos()) {
      Thread.onSpinWait();
    }
  }
}
