package dev.weft.cli.agent;

import dev.weft.cli.UsageException;
import dev.weft.cli.WeftJar;
import dev.weft.internal.everywhere.Everywhere;
import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/// `java -javaagent:weft.jar[=OPTIONS]`: puts Weft under the program before it starts. See [AgentOptions].
public final class WeftAgent {
  private static final int USAGE = 2;

  private WeftAgent() {}

  /// Called by the JVM. What cannot be done ends it with one message: the program would run otherwise than asked.
  public static void premain(@Nullable String words, Instrumentation agent) {
    try {
      AgentOptions options = AgentOptions.parse(words);
      Everywhere.StartedBy by = options.startedByWeft() ? Everywhere.StartedBy.WEFT : Everywhere.StartedBy.JAVA;
      Everywhere.install(agent, options.scheduler() == SchedulerName.JDK ? null : standIn(), options.mainInFiber(), by, WeftJar.path().toString());
    } catch (UsageException | ReflectiveOperationException | IOException e) {
      System.err.println("weft: " + e.getMessage());
      System.exit(USAGE);
    }
  }

  private static java.util.concurrent.Executor standIn() {
    LinkedBlockingQueue<Runnable> queue = new LinkedBlockingQueue<>();
    for (int i = 0; i < 2; i++) {
      Thread carrier =
          new Thread(
              () -> {
                for (; ; ) {
                  try {
                    queue.take().run();
                  } catch (InterruptedException e) {
                    return;
                  }
                }
              },
              "weft-carrier-" + i);
      carrier.setDaemon(true);
      carrier.start();
    }
    return queue::add;
  }
}
