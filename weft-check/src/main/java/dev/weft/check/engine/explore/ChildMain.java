package dev.weft.check.engine.explore;

import dev.weft.check.engine.agent.Agent;
import dev.weft.check.engine.report.Bug;
import dev.weft.check.engine.report.ReplayFile;
import dev.weft.check.engine.report.Summary;
import dev.weft.check.engine.report.TextReport;
import dev.weft.check.engine.runtime.Control;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// The main class of the checker's JVM. Its one argument is the file with the [Request].
public final class ChildMain {
  private static final Runtime.Version OLDEST = Runtime.Version.parse("25.0.3");
  private static final int WARM_REPLAYS = 2;
  private static final long STACK = 64L << 20;
  /// Added to the exit code, so that a JVM that did not get as far is told apart from a verdict.
  public static final int VERDICT = 40;

  private ChildMain() {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    Path file = Path.of(arguments[0]);
    Request request = Request.fromJson(Files.readString(file));
    Output output = new Output();
    int[] exit = {3};
    Thread carrier = new Thread(null, () -> exit[0] = explore(request, output), "weft-check", STACK, false);
    Watchdog watchdog = new Watchdog(carrier, output.err(), why -> lost(request, output, why));
    watchdog.start();
    carrier.start();
    carrier.join();
    output.out().flush();
    output.err().flush();
    Runtime.getRuntime().halt(VERDICT + exit[0]);
  }

  private static int explore(Request request, Output output) {
    try {
      if (Runtime.version().compareTo(OLDEST) < 0) {
        throw new Unusable("this Java is " + Runtime.version() + ", but it takes " + OLDEST + " or newer: older ones mix up "
            + "stacks (JDK-8369227)");
      }
      output.take();
      Control.initialise();
      Agent.begin();
      Subject subject = subject(request);
      BugMaker maker = new BugMaker(request, subject, output);
      Summary summary = request.replay().isEmpty()
          ? new Explorer(request, subject, maker, new Progress(output.err(), request.progress())).explore()
          : replay(request, maker);
      Results.write(request, summary);
      if (!request.quiet()) {
        output.out().print(TextReport.of(summary));
      }
      return summary.exitCode();
    } catch (Unusable | IOException | IllegalArgumentException e) {
      output.err().println("weft check: " + e.getMessage());
      return 2;
    } catch (Throwable e) {
      output.err().println("weft check: the checker itself failed: " + e);
      e.printStackTrace(output.err());
      return 3;
    }
  }

  /// The watchdog ends the exploration: the reports say so, and no more.
  private static void lost(Request request, Output output, String why) {
    try {
      Results.write(request, new Summary(List.of(), List.of(why), 0, 0, false, 0, request.strategy(), request.seed(), "none",
          Agent.outside(), request.command(), null));
    } catch (IOException e) {
      output.err().println("weft check: " + e.getMessage());
    }
  }

  private static Subject subject(Request request) throws Unusable, IOException {
    return switch (request.kind()) {
      case MAIN -> {
        Control.programIsAlone();
        yield MainSubject.of(request.target(), request.arguments());
      }
      case JUNIT -> JunitSubject.of(request.target(), request.method());
      case BODY -> BodySubject.of(Path.of(request.target()));
    };
  }

  private static Summary replay(Request request, BugMaker maker) throws IOException {
    long start = System.nanoTime();
    ReplayFile file = ReplayFile.read(Path.of(request.replay()));
    maker.warmUp(file.schedule().seed());
    Control.Result result = maker.replay(file.schedule(), null);
    for (int i = 0; i < WARM_REPLAYS && result.hash() != file.hash(); i++) {
      // What only the failing path loads and caches was warm when the schedule was recorded.
      result = maker.replay(file.schedule(), null);
    }
    Explorer.Found found = new Explorer.Found(result, Control.races().fresh(), file.schedule(), "replay", 1);
    boolean fails = result.failure() != null || !found.races().isEmpty();
    List<String> notes = result.hash() == file.hash() ? List.of("the replay went exactly as recorded")
        : List.of("the replay went differently than recorded: the program, its input or the JDK has changed since (recorded "
            + "with " + file.java() + ")");
    List<Bug> bugs = fails ? List.of(maker.record(found, file.schedule(), true)) : List.of();
    return new Summary(bugs, List.of(), 1, 1, false, (System.nanoTime() - start) / 1e9, "replay", file.schedule().seed(),
        "one schedule", notes, request.command(), null);
  }
}
