package dev.weft.internal.observe;

import dev.weft.internal.run.Strand;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// Finds the strands under threads, and asks them what they wait for.
///
/// A parked strand keeps that to itself, because to write it down at each wait would make waiting dearer. So a report wakes
/// those who have not told yet; each finds that nothing has happened, tells, and parks again. Its answer stands until its wait is over.
final class Strands {
  /// Nobody is waited for longer: its carrier may be held by somebody.
  private static final long PATIENCE = TimeUnit.MILLISECONDS.toNanos(500);

  private static final long PAUSE = TimeUnit.MICROSECONDS.toNanos(100);

  private Strands() {}

  /// The strand whose thread this is; null for any other thread, such as one that has only inherited a strand as its scheduler.
  static @Nullable Strand of(@Nullable JdkWatch jdk, Thread thread) {
    return jdk != null && jdk.scheduler(thread) instanceof Strand strand && strand.thread() == thread ? strand : null;
  }

  /// A strand that has been asked about a wait.
  private record Asked(Strand strand, long since) {
    /// It has told, or that wait is over; one that waits again and again for a moment would never be met without a secret.
    boolean hasMoved() {
      return !strand.keepsItsWait() || strand.waitingSince() != since;
    }
  }

  /// Asks all of the roll that wait, and waits for their answers; a strand on a held carrier may give none.
  static void ask(@Nullable JdkWatch jdk, Roll roll) {
    List<Asked> silent = new ArrayList<>();
    for (Thread thread : roll.fibers().keySet()) {
      Strand strand = of(jdk, thread);
      if (strand != null && strand.keepsItsWait()) {
        silent.add(new Asked(strand, strand.waitingSince()));
        strand.ask();
      }
    }
    long start = System.nanoTime();
    boolean interrupted = false;
    while (!silent.isEmpty() && System.nanoTime() - start < PATIENCE) {
      LockSupport.parkNanos(PAUSE);
      interrupted |= Thread.interrupted(); // or it could not park
      if (silent.removeIf(Asked::hasMoved)) {
        start = System.nanoTime(); // many answer one after the other
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
