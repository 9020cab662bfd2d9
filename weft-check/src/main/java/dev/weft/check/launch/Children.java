package dev.weft.check.launch;

import dev.weft.check.engine.explore.ChildMain;
import dev.weft.check.engine.explore.Plan;
import dev.weft.check.engine.explore.Request;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Runs the JVM that explores, and as long as it asks for another one (with threads instead of continuations, or a fresh one for the
/// next schedule), that one.
///
/// The first one may be started before the request is known: it gets ready meanwhile.
public final class Children implements AutoCloseable {
  private final Launch launch;
  private final Path request;
  private final Consumer<ProcessBuilder> streams;
  private @Nullable Process child;

  /// @param scratch for the request's file
  /// @param streams says where the output of a JVM goes
  public Children(Launch launch, Path scratch, Consumer<ProcessBuilder> streams) {
    this.launch = launch;
    this.request = scratch.resolve("request.json");
    this.streams = streams;
  }

  /// Starts the first JVM.
  public void start(Plan.Backend backend) throws IOException {
    child = begin(backend);
  }

  private Process begin(Plan.Backend backend) throws IOException {
    ProcessBuilder builder = launch.process(request, backend);
    streams.accept(builder);
    return builder.start();
  }

  /// Gives the first JVM its request, runs to the end, and returns the exit code of the last JVM.
  public int run(Request asked) throws IOException, InterruptedException {
    Path next = Path.of(request + ChildMain.NEXT);
    Files.writeString(next, asked.toJson());
    Request current = asked;
    while (true) {
      Files.move(next, request, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      Process running = child == null ? begin(current.plan().backend()) : child;
      child = running;
      int exit = running.waitFor();
      if (exit != ChildMain.VERDICT + ChildMain.AGAIN) {
        return exit;
      }
      child = null;
      current = Request.fromJson(Files.readString(next));
    }
  }

  /// Ends a JVM that still runs.
  @Override
  public void close() {
    if (child != null) {
      child.destroyForcibly();
    }
  }
}
