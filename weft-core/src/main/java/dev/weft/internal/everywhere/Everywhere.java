package dev.weft.internal.everywhere;

import dev.weft.internal.run.Engine;
import dev.weft.internal.run.Engines;
import dev.weft.schedule.Scheduler;
import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Supplier;

/// Puts Weft under the program of this JVM, from an agent, before the program starts.
public final class Everywhere {
  private static final int JAVA_FAULT = 1;
  private static final int USAGE = 2;

  /// Who started the program, which decides what else is as the JDK has it.
  public enum StartedBy {
    /// Somebody's own `java` command: a program that cannot be started ends with exit code 1, as always.
    JAVA,
    /// `weft run`: that is a mistake in usage, exit code 2.
    WEFT
  }

  /// What to do.
  ///
  /// @param scheduler makes the default scheduler; called when the JVM has been opened to Weft
  /// @param mainInFiber whether `main` is a fiber of it too
  /// @param by who started the program
  /// @param weftJar the jar to compile source programs against
  public record Plan(Supplier<Scheduler> scheduler, boolean mainInFiber, StartedBy by, String weftJar) {}

  private static volatile Runnable onDump = () -> {};

  private Everywhere() {}

  /// Every virtual thread that is created from now on, and that its creator has not given a scheduler, runs on the
  /// plan's; so does `main`.
  ///
  /// @return the scheduler, now the default one
  /// @throws ReflectiveOperationException when this JDK is not one that Weft knows to patch
  /// @throws IOException when Weft's own jar is damaged
  public static Scheduler install(Instrumentation agent, Plan plan) throws ReflectiveOperationException, IOException {
    JdkDoor door = JdkDoor.open(agent);
    Engine engine = engine(plan.scheduler().get());
    Engines.standard(engine);
    Set<JdkPatches.Patch> patches = EnumSet.noneOf(JdkPatches.Patch.class);
    if (!engine.name().equals("jdk")) {
      door.schedule(engine.executor());
      patches.add(JdkPatches.Patch.SCHEDULER);
    }
    if (plan.mainInFiber()) {
      int fault = plan.by() == StartedBy.WEFT ? USAGE : JAVA_FAULT;
      MainFiber.install(door, engine, new SourceProgram.Settings(plan.weftJar(), fault));
      patches.add(JdkPatches.Patch.MAIN);
    }
    if (plan.by() == StartedBy.WEFT) {
      patches.add(JdkPatches.Patch.USAGE_EXIT);
    }
    JdkPatches.apply(agent, patches);
    DumpSignal.listen(door, Everywhere::dump);
    return engine;
  }

  private static Engine engine(Scheduler scheduler) {
    return switch (scheduler) {
      case Engine engine -> engine;
    };
  }

  /// What prints a table of the program when the JVM is asked for a dump (`kill -QUIT`); it runs on a thread of its own,
  /// after the JVM has printed, once for each signal. None at first.
  public static void onDump(Runnable table) {
    onDump = table;
  }

  private static void dump() {
    onDump.run();
  }
}
