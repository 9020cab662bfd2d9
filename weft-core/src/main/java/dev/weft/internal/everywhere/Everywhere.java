package dev.weft.internal.everywhere;

import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

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

  private static volatile Runnable onDump = () -> {};

  private Everywhere() {}

  /// Every virtual thread that is created from now on, and that its creator has not given a scheduler, runs on
  /// `scheduler` (null: the JDK's own); so does `main`, when `mainInFiber`. `weftJar` is the jar to compile source programs against.
  ///
  /// @throws ReflectiveOperationException when this JDK is not one that Weft knows to patch; nothing is patched then, or
  ///     not all of it
  /// @throws IOException when Weft's own jar is damaged
  public static void install(
      Instrumentation agent, @Nullable Executor scheduler, boolean mainInFiber, StartedBy by, String weftJar)
      throws ReflectiveOperationException, IOException {
    JdkDoor door = JdkDoor.open(agent);
    Set<JdkPatches.Patch> patches = EnumSet.noneOf(JdkPatches.Patch.class);
    if (scheduler != null) {
      door.schedule(scheduler);
      patches.add(JdkPatches.Patch.SCHEDULER);
    }
    if (mainInFiber) {
      MainFiber.install(door, new SourceProgram.Settings(weftJar, by == StartedBy.WEFT ? USAGE : JAVA_FAULT));
      patches.add(JdkPatches.Patch.MAIN);
    }
    if (by == StartedBy.WEFT) {
      patches.add(JdkPatches.Patch.USAGE_EXIT);
    }
    JdkPatches.apply(agent, patches);
    DumpSignal.listen(door, Everywhere::dump);
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
