package dev.weft.internal.observe;

import dev.weft.internal.fiber.Registry;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// How much processor time the program's own kernel threads have used so far: two equal ones say that none of them has run in between.
///
/// Threads are looked at one after the other, so several that hand work on in a circle may each be met waiting, although there is always one
/// that runs. Turns of schedulers do not count their doing: workers of pools, threads that talk over channels, fibers on kernel threads.
///
/// @param used nanoseconds by the threads' numbers
record Effort(Map<Long, Long> used) {
  /// Of all that run code of the program's; empty if the JVM does not tell.
  static Optional<Effort> now(Roll roll) {
    return of(roll.platform().stream().filter(thread -> !PlatformThreads.isOfTheRuntime(thread)).toList());
  }

  /// Of those that run fibers.
  static Optional<Effort> ofFibers() {
    List<Thread> threads = new ArrayList<>();
    Registry.fibers()
        .forEach(
            fiber -> {
              Thread thread = fiber.thread();
              if (thread != null && !thread.isVirtual()) {
                threads.add(thread);
              }
            });
    return of(threads);
  }

  private static Optional<Effort> of(List<Thread> threads) {
    if (threads.isEmpty()) {
      return Optional.of(new Effort(Map.of()));
    }
    Map<Long, Long> used = new HashMap<>();
    try {
      ThreadMXBean threadsOfTheJvm = ManagementFactory.getThreadMXBean();
      for (Thread thread : threads) {
        long nanos = threadsOfTheJvm.getThreadCpuTime(thread.threadId());
        if (nanos < 0 && thread.isAlive()) {
          return Optional.empty();
        }
        used.put(thread.threadId(), nanos);
      }
    } catch (UnsupportedOperationException | LinkageError e) { // LinkageError: on the class path of a JVM without java.management
      return Optional.empty();
    }
    return Optional.of(new Effort(used));
  }
}
