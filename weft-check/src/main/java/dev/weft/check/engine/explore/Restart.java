package dev.weft.check.engine.explore;

import dev.weft.check.engine.report.Summary;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Ends this JVM and asks for another one, with another plan.
final class Restart {
  private final Request request;
  private final Path file;

  /// @param file where the caller of this JVM finds the request for the next one
  Restart(Request request, Path file) {
    this.request = request;
    this.file = file;
  }

  /// Does not return. It halts: the program's threads may be anywhere, and its shutdown hooks are not for the checker to run.
  Summary with(Plan plan) {
    try {
      Files.writeString(file, request.withPlan(plan.handedOn()).toJson());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write the request for the next JVM", e);
    }
    Runtime.getRuntime().halt(ChildMain.VERDICT + ChildMain.AGAIN);
    throw new AssertionError("the JVM was halted");
  }
}
