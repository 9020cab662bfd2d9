package dev.weft.check.engine.explore;

import dev.weft.check.engine.report.HtmlReport;
import dev.weft.check.engine.report.JsonReport;
import dev.weft.check.engine.report.SarifReport;
import dev.weft.check.engine.report.Summary;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// Writes the reports that were asked for.
final class Results {
  private Results() {}

  /// Each of them, even if others cannot be written; then says which.
  static void write(Request request, Summary summary) throws IOException {
    List<String> failures = new ArrayList<>();
    write(request.result(), JsonReport::of, summary, failures);
    write(request.json(), JsonReport::of, summary, failures);
    write(request.report(), HtmlReport::of, summary, failures);
    write(request.sarif(), SarifReport::of, summary, failures);
    if (!failures.isEmpty()) {
      throw new IOException(String.join("; ", failures));
    }
  }

  private static void write(String file, Function<Summary, String> report, Summary summary, List<String> failures) {
    if (file.isEmpty()) {
      return;
    }
    try {
      Files.writeString(Path.of(file), report.apply(summary));
    } catch (IOException e) {
      failures.add("cannot write the report to " + file + ": " + reason(e));
    }
  }

  /// The messages of the first two are the name of the file alone.
  private static String reason(IOException failure) {
    return switch (failure) {
      case NoSuchFileException _ -> "no file can be made there";
      case AccessDeniedException _ -> "no permission";
      case FileSystemException e when e.getReason() != null -> e.getReason();
      default -> String.valueOf(failure.getMessage());
    };
  }
}
