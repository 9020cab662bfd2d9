package dev.weft.internal.observe;

import dev.weft.internal.run.Engine;
import dev.weft.internal.run.Engines;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Whether anything can still happen, asked while nothing does.
///
/// | hope | where it is seen |
/// |---|---|
/// | a timer of Weft | the schedulers' timer queues |
/// | a sleeping or timed-parked virtual thread | its state |
/// | input, output, a connection to accept | the JDK's pollers |
/// | a signal, the end of the program | the program's signal handlers and shutdown hooks |
/// | what the garbage collector finds | who waits for a reference queue: looked for last, by [DeadlockFinder] |
/// | a kernel thread that may be about to enter a monitor | all that no sleeping virtual thread locks out: looked for last, too |
/// | a kernel thread, daemon or not; a timer's, an executor's, one that waits for a child process | all that are not known to serve others |
///
/// Asked whether there is any, it goes from cheap to dear and stops at the first one found: an idle server is asked this again and
/// again. Asked for a reader, it names signals and shutdown hooks last: nearly every server has them, and they tell little.
final class Outlook {
  /// Hooks of the JDK that do nothing for the program.
  private static final Set<String> JDK_HOOKS =
      Set.of("java.util.logging.LogManager$Cleaner", "jdk.jfr.internal.ShutdownHook");

  /// More than so many that close executors are not looked through.
  private static final int MOST_CLOSERS = 64;

  private Outlook() {}

  /// What could still act, in words; empty if nothing can. The roll is called only if the cheap answers are all no.
  static Optional<String> hope(JdkWatch jdk) {
    return running(jdk).or(() -> ending(jdk)).or(() -> {
      Roll roll = Roll.call(jdk);
      return threads(jdk, roll, roll.perhapsLockedOut());
    });
  }

  /// There is one whenever there is hope; the one that tells most.
  static Optional<String> likeliest(JdkWatch jdk) {
    return running(jdk).or(() -> threads(jdk, Roll.call(jdk), List.of())).or(() -> ending(jdk));
  }

  private static Optional<String> running(JdkWatch jdk) {
    for (Engine engine : Engines.all()) {
      if (!engine.idle()) {
        return Optional.of("the scheduler " + engine.name() + " runs");
      }
      if (engine.timersSet()) {
        return Optional.of("a timer of the scheduler " + engine.name());
      }
    }
    if (jdk.defaultTurns() < 0) {
      return Optional.of("the JDK's scheduler runs");
    }
    int polled = jdk.polled().size();
    return polled > 0 ? Optional.of(Words.count(polled, "virtual thread") + " in input or output") : Optional.empty();
  }

  private static Optional<String> ending(JdkWatch jdk) {
    List<String> signals = jdk.handledSignals();
    if (!signals.isEmpty()) {
      return Optional.of("the program's handler of the signal " + signals.getFirst());
    }
    return jdk.shutdownHooks().stream()
        .filter(hook -> !JDK_HOOKS.contains(hook.getClass().getName()))
        .findFirst()
        .map(hook -> "the shutdown hook " + Words.name(hook));
  }

  private static Optional<String> threads(JdkWatch jdk, Roll roll, List<Thread> leftOut) {
    if (roll.platform().stream().noneMatch(PlatformThreads::keepsProgramAlive)) {
      return Optional.of("the end of the program, which no thread keeps alive");
    }
    List<Thread> awake = jdk.awake(roll.light(), MOST_CLOSERS);
    Optional<Thread> acts = awake.stream().filter(thread -> !Closers.isOne(thread)).findFirst();
    if (acts.isPresent() || awake.size() == MOST_CLOSERS) {
      Thread one = acts.orElse(awake.getFirst());
      return Optional.of("the " + Words.title("virtual thread", roll.name(one)) + ", which runs or sleeps for a time");
    }
    Set<Thread> waiting = new HashSet<>(roll.waitingForOthers(jdk, roll.terminations(jdk)));
    waiting.addAll(leftOut);
    return roll.platform().stream()
        .filter(thread -> !waiting.contains(thread))
        .filter(thread -> !PlatformThreads.serves(thread) && !jdk.wakesVirtualThreads(thread))
        .findFirst()
        .map(thread -> "the " + Words.title("thread", Words.name(thread)));
  }

  /// A number that changes whenever anything has run on any scheduler.
  static long turns(JdkWatch jdk) {
    long sum = jdk.defaultTurns();
    for (Engine engine : Engines.all()) {
      sum += engine.turns();
    }
    return sum;
  }

  /// All threads that wait, and those that perhaps do, if there is at least one fiber or virtual thread among them; else nobody, because
  /// then the program is over or has none.
  static List<Thread> asleep(JdkWatch jdk, Roll roll, List<Thread> perhaps) {
    List<Thread> asleep = new ArrayList<>(roll.light());
    asleep.addAll(roll.waitingForOthers(jdk, roll.terminations(jdk)));
    asleep.addAll(perhaps);
    return asleep.stream().anyMatch(t -> t.isVirtual() || roll.fibers().containsKey(t)) ? asleep : List.of();
  }
}
