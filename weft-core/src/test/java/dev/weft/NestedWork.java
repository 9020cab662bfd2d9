package dev.weft;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;

/// Work made of sleeps, deadlines, shields, scopes, clean-up and failures in each other: a small program that a test makes up, and that tells when each of
/// its sleeps was over. All times are in nanoseconds.
@SuppressWarnings("try") // closing a scope may park
sealed interface NestedWork {
  record Sleep(int number, long length) implements NestedWork {}

  record Sequence(List<NestedWork> parts) implements NestedWork {}

  record Limited(long length, NestedWork body) implements NestedWork {}

  record Shielded(NestedWork body) implements NestedWork {}

  /// The clean-up is shielded.
  record Cleaned(NestedWork body, NestedWork cleanUp) implements NestedWork {}

  /// Each part in a fiber of its own.
  record Forked(List<NestedWork> parts) implements NestedWork {}

  record Failing() implements NestedWork {}

  /// Told the number of a sleep, and whether it came to its end.
  interface Watcher {
    void slept(int number, boolean toItsEnd);
  }

  /// Does it, on the current fiber and those that it forks.
  default void perform(Watcher watcher) throws Exception {
    switch (this) {
      case Sleep(int number, long length) -> sleep(number, Duration.ofNanos(length), watcher);
      case Sequence(List<NestedWork> parts) -> {
        for (NestedWork part : parts) {
          part.perform(watcher);
        }
      }
      case Limited(long length, NestedWork body) -> Deadline.in(Duration.ofNanos(length)).run(() -> body.perform(watcher));
      case Shielded(NestedWork body) -> shield(body, watcher);
      case Cleaned(NestedWork body, NestedWork cleanUp) -> {
        try {
          body.perform(watcher);
        } finally {
          shield(cleanUp, watcher);
        }
      }
      case Forked(List<NestedWork> parts) -> {
        try (var scope = Scope.open()) {
          parts.forEach(part -> scope.fork(() -> part.perform(watcher)));
        }
      }
      case Failing() -> throw new IllegalStateException("fails");
    }
  }

  private static void sleep(int number, Duration length, Watcher watcher) throws InterruptedException {
    boolean toItsEnd = false;
    try {
      Fiber.sleep(length);
      toItsEnd = true;
    } finally {
      watcher.slept(number, toItsEnd);
    }
  }

  private static void shield(NestedWork body, Watcher watcher) throws Exception {
    Fiber.uncancellable(
        () -> {
          body.perform(watcher);
          return true;
        });
  }

  /// Makes work up. Lengths are such that no two things happen at the same time, or nearly never.
  final class Maker {
    static final int LONGEST = 1_000_000;
    private final Random random;
    private int sleeps;

    Maker(long seed) {
      random = new Random(seed);
    }

    NestedWork make() {
      return make(1 + random.nextInt(5));
    }

    private NestedWork make(int depth) {
      return switch (depth == 0 ? 0 : random.nextInt(10)) {
        case 0 -> sleep();
        case 1, 2 -> new Sequence(several(2, () -> make(depth - 1)));
        case 3, 4 -> new Limited(1 + random.nextInt(LONGEST), make(depth - 1));
        case 5 -> new Shielded(make(depth - 1));
        case 6, 7 -> new Forked(several(1, () -> make(depth - 1)));
        case 8 -> new Cleaned(make(depth - 1), make(depth - 1));
        default -> new Sequence(List.of(sleep(), new Failing())); // not at once: siblings have begun by then
      };
    }

    private NestedWork sleep() {
      return new Sleep(sleeps++, 1 + random.nextInt(LONGEST));
    }

    private List<NestedWork> several(int least, Supplier<NestedWork> maker) {
      List<NestedWork> all = new ArrayList<>();
      for (int i = least + random.nextInt(2); i > 0; i--) {
        all.add(maker.get());
      }
      return all;
    }
  }
}
