package dev.weft.stress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Weft;
import dev.weft.schedule.Scheduler;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/// A random program, again and again on one scheduler until its time is over, each round with the next seed.
///
/// The system property `stress.millis` says for how long, `stress.seed` with which seed it begins. What a seed decides is the program:
/// who does what with what. Who is quicker is decided by the scheduler and the machine.
public final class Rounds {
  private static final long MILLIS = Long.getLong("stress.millis", 200);
  private static final long SEED = Long.getLong("stress.seed", System.nanoTime());

  private Rounds() {}

  /// One round, in a fiber; throws if something is not as it must be.
  @FunctionalInterface
  public interface Program {
    void run(Random random) throws Exception;
  }

  public static void on(Scheduler scheduler, Program program) throws Exception {
    long start = System.nanoTime();
    for (long seed = SEED; System.nanoTime() - start < TimeUnit.MILLISECONDS.toNanos(MILLIS); seed++) {
      String again = "-Dstress.seed=" + seed;
      Thread.currentThread().setName(again); // for the report of a round that hangs
      var random = new Random(seed);
      try {
        Weft.with(scheduler).run(() -> program.run(random));
      } catch (Throwable e) {
        throw new AssertionError("found with " + again, e);
      }
    }
    scheduler.close();
    assertThat(scheduler.stats().ends()).as("fibers that have ended").isEqualTo(scheduler.stats().forks());
  }
}
