package dev.weft.schedule;

import dev.weft.internal.mount.Mounts;
import dev.weft.internal.run.CarrierEngine;
import dev.weft.internal.run.Clock;
import dev.weft.internal.run.Engines;
import dev.weft.internal.run.Placement;
import dev.weft.internal.run.ThreadEngine;
import dev.weft.internal.run.VirtualClock;

/// Makes schedulers. The same program runs on each of them.
///
/// | scheduler | fibers run on | for |
/// |---|---|---|
/// | work-stealing | a carrier per core, moving to whoever is free | nearly everything |
/// | event-loop | one carrier | code in short turns (under 10 ms) that must not run in parallel with itself; the fastest hand-offs |
/// | per-core | the carrier that they started on, for ever | sharded state without locks |
/// | kernel | platform threads | blocking native code |
/// | jdk | the JDK's own virtual thread scheduler | JVMs that Weft may not open |
///
/// Each of them has threads of its own and is made to be kept: for the life of a server, or of a `try` block, at the end of which it is closed. One that
/// is made for each request and not closed adds its threads for good.
///
/// The first three need `java.base/java.lang` open to Weft: the flag `--add-opens`, the agent, or `weft run`.
public final class Schedulers {
  /// A carrier is a kernel thread with a queue of its own; more of them only cost memory.
  private static final int MOST_CARRIERS = 4096;

  private Schedulers() {}

  /// The one used when none is named: work-stealing, or the JDK's where the JVM is not open to Weft; under `weft run` and the agent, the one that was chosen there.
  /// It is everybody's, and cannot be closed.
  public static Scheduler standard() {
    return Engines.standard();
  }

  /// A carrier per processor.
  ///
  /// @throws UnsupportedOperationException if the JVM is not open to Weft
  public static Scheduler workStealing() {
    return workStealing(Runtime.getRuntime().availableProcessors());
  }

  /// That many carriers, each with a queue of its own, from which the others steal (Go, Tokio).
  ///
  /// @throws IllegalArgumentException if there is not at least one carrier, or more than 4096
  /// @throws UnsupportedOperationException if the JVM is not open to Weft
  public static Scheduler workStealing(int carriers) {
    return carriers("work-stealing", carriers, Placement.STEALING, Clock.SYSTEM);
  }

  /// One carrier: no two fibers run at the same time, as long as none holds the carrier for too long.
  ///
  /// @throws UnsupportedOperationException if the JVM is not open to Weft
  public static Scheduler eventLoop() {
    return carriers("event-loop", 1, Placement.HOME, Clock.SYSTEM);
  }

  /// A carrier per processor; a fiber never leaves the one on which it started (Seastar).
  ///
  /// @throws UnsupportedOperationException if the JVM is not open to Weft
  public static Scheduler perCore() {
    return perCore(Runtime.getRuntime().availableProcessors());
  }

  /// That many carriers; a fiber never leaves the one on which it started. New fibers are dealt out in turn, whoever forks them: what a fiber forks
  /// runs beside it. So state that is used without locks belongs to one fiber, which others send messages to.
  ///
  /// @throws IllegalArgumentException if there is not at least one carrier, or more than 4096
  /// @throws UnsupportedOperationException if the JVM is not open to Weft
  public static Scheduler perCore(int carriers) {
    return carriers("per-core", carriers, Placement.HOME, Clock.SYSTEM);
  }

  /// As [#perCore(int)], with each carrier tied to a processor of its own, so that the operating system does not move it. On
  /// Linux, by a native call: the JVM wants `--enable-native-access` for Weft. Elsewhere, or where the system refuses, a warning is
  /// logged and the carriers run unpinned.
  ///
  /// @throws IllegalArgumentException if there is not at least one carrier, or more than 4096
  /// @throws UnsupportedOperationException if the JVM is not open to Weft
  public static Scheduler perCorePinned(int carriers) {
    return carriers("per-core", carriers, Placement.PINNED, Clock.SYSTEM);
  }

  /// A platform thread for each fiber.
  public static Scheduler kernel() {
    return ThreadEngine.kernel();
  }

  /// At most that many platform threads; further fibers wait until one is free. Fibers that wait keep their thread, so
  /// fibers that wait for each other can use them all up. One that is cancelled before it has a thread ends at once.
  ///
  /// @throws IllegalArgumentException if there is not at least one thread
  public static Scheduler kernel(int threads) {
    return ThreadEngine.kernel(atLeastOne(threads));
  }

  /// The JDK's virtual threads on the JDK's scheduler.
  public static Scheduler jdk() {
    return ThreadEngine.jdk();
  }

  /// For tests: one carrier, and time that jumps to the next timer when nothing can run. The same program takes the same
  /// turns each time, and an hour's sleep takes no time. The clock is that of Weft's own waits: sleeps and timed waits of the JDK, input and output, and fibers
  /// of other schedulers take real time, which virtual time does not wait for. It ends after some 290 years, and stands still once the scheduler has been closed, for what was made
  /// on it and counts on its clock.
  ///
  /// @throws UnsupportedOperationException if the JVM is not open to Weft
  public static Scheduler virtualTime() {
    return carriers("virtual-time", 1, Placement.HOME, new VirtualClock());
  }

  private static Scheduler carriers(String name, int carriers, Placement placement, Clock clock) {
    if (atLeastOne(carriers) > MOST_CARRIERS) {
      throw new IllegalArgumentException("a scheduler has at most " + MOST_CARRIERS + " carriers, not " + carriers);
    }
    if (!Mounts.AVAILABLE) {
      throw new UnsupportedOperationException(
          "the scheduler " + name + " cannot run fibers in this JVM: " + Mounts.whyUnavailable());
    }
    return new CarrierEngine(name, carriers, placement, clock);
  }

  private static int atLeastOne(int carriers) {
    if (carriers < 1) {
      throw new IllegalArgumentException("a scheduler needs at least one carrier, not " + carriers);
    }
    return carriers;
  }
}
