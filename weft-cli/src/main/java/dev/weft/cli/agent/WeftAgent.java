package dev.weft.cli.agent;

import dev.weft.cli.UsageException;
import dev.weft.cli.WeftJar;
import dev.weft.internal.everywhere.Everywhere;
import dev.weft.internal.util.Texts;
import dev.weft.observe.DeadlockWatch;
import dev.weft.observe.FiberTable;
import dev.weft.observe.HangDump;
import dev.weft.schedule.Scheduler;
import dev.weft.schedule.Schedulers;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.instrument.Instrumentation;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/// `java -javaagent:weft.jar[=OPTIONS]`: puts Weft under the program before it starts. See [AgentOptions].
public final class WeftAgent {
  private static final int USAGE = 2;
  private static final AtomicBoolean PRESENT = new AtomicBoolean();

  private WeftAgent() {}

  /// Called by the JVM. What cannot be done ends it with one message: the program would run otherwise than asked.
  public static void premain(@Nullable String words, Instrumentation agent) {
    try {
      if (PRESENT.getAndSet(true)) {
        throw new UsageException(
            "its agent is named twice for this JVM; leave one -javaagent out (weft run brings its own;"
                + " JAVA_TOOL_OPTIONS and JDK_JAVA_OPTIONS may have one too)");
      }
      AgentOptions options = AgentOptions.parse(words);
      Everywhere.StartedBy by = options.startedByWeft() ? Everywhere.StartedBy.WEFT : Everywhere.StartedBy.JAVA;
      String jar = WeftJar.path().toString();
      Scheduler scheduler =
          Everywhere.install(agent, new Everywhere.Plan(() -> scheduler(options), options.mainInFiber(), by, jar));
      watch(scheduler, options);
    } catch (UsageException | ReflectiveOperationException | UnsupportedOperationException | IOException e) {
      System.err.println("weft: " + e.getMessage());
      System.exit(USAGE);
    }
  }

  /// A deadlock ends the program, a request for a dump shows the table beside it, and so does a hang, when asked for.
  private static void watch(Scheduler scheduler, AgentOptions options) {
    DeadlockWatch.installExit(scheduler);
    PrintStream out = System.out; // those of the process: the program may put others in their place
    PrintStream err = System.err;
    Everywhere.onDump(() -> print(out, FiberTable.take().toText()));
    options
        .dumpOnHang()
        .ifPresent(quiet -> HangDump.install(quiet, table -> print(err, "weft: no turn has begun for " + Texts.exact(quiet) + "\n" + table.toText())));
  }

  private static void print(PrintStream out, String text) {
    out.println(text);
    out.flush();
  }

  private static Scheduler scheduler(AgentOptions options) {
    int processors = Runtime.getRuntime().availableProcessors();
    return switch (options.scheduler()) {
      case WORK_STEALING -> Schedulers.workStealing(options.carriers().orElse(processors));
      case EVENT_LOOP -> Schedulers.eventLoop();
      case PER_CORE -> Schedulers.perCore(options.carriers().orElse(processors));
      case KERNEL ->
          options.carriers().isPresent() ? Schedulers.kernel(options.carriers().getAsInt()) : Schedulers.kernel();
      case JDK -> jdk(options);
    };
  }

  /// The JDK's scheduler reads its size from properties when the first virtual thread is made; the user's own stay.
  private static Scheduler jdk(AgentOptions options) {
    options
        .carriers()
        .ifPresent(
            carriers -> {
              System.getProperties().putIfAbsent("jdk.virtualThreadScheduler.parallelism", "" + carriers);
            });
    return Schedulers.jdk();
  }
}
