package dev.weft.check.engine.explore;

import dev.weft.check.engine.agent.Agent;
import dev.weft.check.engine.report.Summary;
import dev.weft.check.engine.report.TextReport;
import dev.weft.check.engine.runtime.Control;
import dev.weft.check.engine.runtime.Initialisers;
import dev.weft.check.engine.runtime.RaceLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// The main class of the checker's JVM. Its one argument is the file with the [Request].
public final class ChildMain {
  private static final long STACK = 64L << 20;
  /// The exit code, less [#VERDICT], of a JVM that asks for another one with the request in the file named as its own with [#NEXT] behind.
  public static final int AGAIN = 4;
  public static final String NEXT = ".next";
  /// The system property that says what tasks run on: `platform`, or continuations.
  public static final String BACKEND = Control.BACKEND_PROPERTY;
  /// The system property that names classes which race on purpose.
  public static final String RACES_ALLOWED = RaceLog.ACCEPTED_PROPERTY;
  /// The exit code of a JVM that refuses its options, or cannot start with them.
  public static final int NOT_STARTED = 1;
  /// Added to the exit code, so that a JVM that did not get as far is told apart from a verdict.
  public static final int VERDICT = 40;

  private ChildMain() {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    Path file = Path.of(arguments[0]);
    if (!Files.exists(file)) {
      // The program may still be compiling: gets ready for its first class.
      Agent.warmUp();
      if (!Awaited.isThere(file)) {
        Runtime.getRuntime().halt(VERDICT + 3); // nobody will ask any more
      }
    }
    Request request = Request.fromJson(Files.readString(file));
    Output output = new Output();
    int[] exit = {3};
    Thread carrier = new Thread(null, () -> exit[0] = explore(request, output, Path.of(arguments[0] + NEXT)), "weft-check", STACK, false);
    if (request.plan().watched()) {
      new Watchdog(carrier, output.err(), why -> lost(request, output, why)).start();
    }
    carrier.start();
    carrier.join();
    output.out().flush();
    output.err().flush();
    Runtime.getRuntime().halt(VERDICT + exit[0]);
  }

  private static int explore(Request request, Output output, Path next) {
    try {
      String unfit = JavaVersion.unfit(Runtime.version());
      if (unfit != null) {
        throw new Unusable(unfit);
      }
      output.take();
      Control.initialise();
      if (request.plan().initialisers()) {
        Initialisers.explore();
      }
      Agent.begin();
      Isolation isolation = Isolation.of(loader -> subject(request, loader), request.plan().isolation());
      BugMaker maker = new BugMaker(request, isolation, output);
      Restart restart = new Restart(request, next);
      Summary explored = !request.replay().isEmpty() ? new Replaying(request, isolation, maker, output).run()
          : request.plan().isolation() == Plan.Isolation.JVM ? new LoneSchedule(request, isolation, maker, output, restart).run()
          : new Explorer(request, isolation, maker, new Progress(output.err(), request.progress()), restart).explore();
      Summary summary = explored.withWeak(request.plan().weak());
      if (!request.quiet()) {
        output.out().print(TextReport.of(summary)); // first: what was found is not lost where a file cannot be written
      }
      Results.write(request, summary);
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
          Agent.outside(), request.command(), null, 0));
    } catch (IOException e) {
      output.err().println("weft check: " + e.getMessage());
    }
  }

  private static Subject subject(Request request, ClassLoader loader) throws Unusable, IOException {
    return switch (request.kind()) {
      case MAIN -> {
        Control.programIsAlone();
        yield MainSubject.of(request.target(), request.arguments(), loader);
      }
      case JUNIT -> JunitSubject.of(request.target(), request.method(), loader);
      case BODY -> BodySubject.of(Path.of(request.target()), loader);
    };
  }
}
