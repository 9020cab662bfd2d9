package dev.weft.check.cli;

import dev.weft.check.engine.explore.Plan;
import dev.weft.check.engine.report.ReplayFile;
import dev.weft.check.launch.Choices;
import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/// The options about how schedules are run.
final class PlanOptions {
  @Option(names = "--platform", description = "Run each thread of the program on a platform thread: replays for a debugger. The same "
      + "as --backend platform.")
  private boolean platform;

  @Option(names = "--backend", paramLabel = "NAME", defaultValue = "auto", description = "What threads run on: continuations (fast), "
      + "platform (a thread of the system each) or auto: continuations unless they cannot do it. Default: auto.")
  private String backend = "auto";

  @Option(names = "--isolation", paramLabel = "NAME", defaultValue = "auto", description = "How schedules are kept apart: statics "
      + "(static fields set anew), loader (classes loaded anew), jvm (a JVM for each) or auto: the first of them that does. "
      + "Default: auto.")
  private String isolation = "auto";

  /// @param watched false if a debugger may stop the program
  /// @param replay  the replay file, or empty: what it says counts unless there are options
  /// @throws IllegalArgumentException for a name that is none; the message says which there are
  Plan plan(boolean watched, String replay) throws IOException {
    Plan plan = Plan.first(Choices.backend(platform ? "platform" : backend), Choices.isolation(isolation), watched);
    return replay.isEmpty() ? plan : plan.replaying(ReplayFile.read(Path.of(replay)).way());
  }
}
