package dev.weft.internal.observe;

import dev.weft.internal.run.Engine;
import dev.weft.internal.run.Engines;
import dev.weft.internal.run.ThreadEngine;
import java.util.List;
import java.util.Optional;

/// What has run so far on all schedulers; two equal ones say that nothing has begun to run in between.
///
/// Carriers count their turns. Fibers that somebody else schedules are seen in what that one counts: the processor time of kernel
/// threads, the tasks of the JDK's scheduler.
///
/// @param turns of the schedulers that count them
/// @param effort of the fibers on kernel threads; empty if there are none, or the JVM does not tell
record Activity(long turns, Optional<Effort> effort) {
  static Activity now() {
    List<Engine> engines = Engines.all();
    long turns = engines.stream().mapToLong(Engine::turns).sum();
    boolean kernel = engines.stream().anyMatch(engine -> engine instanceof ThreadEngine threads && threads.onKernelThreads());
    boolean jdk = engines.stream().anyMatch(engine -> engine instanceof ThreadEngine threads && !threads.onKernelThreads());
    return new Activity(jdk ? turns + turnsOfTheJdk() : turns, kernel ? Effort.ofFibers() : Optional.empty());
  }

  /// While that scheduler runs something it does not tell how much: another number each time.
  private static long turnsOfTheJdk() {
    long turns = JdkWatch.get().map(JdkWatch::defaultTurns).orElse(0L);
    return turns < 0 ? System.nanoTime() : turns;
  }
}
