package dev.weft.check.engine.explore;

import dev.weft.check.engine.report.HtmlReport;
import dev.weft.check.engine.report.JsonReport;
import dev.weft.check.engine.report.SarifReport;
import dev.weft.check.engine.report.Summary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Writes the reports that were asked for.
final class Results {
  private Results() {}

  static void write(Request request, Summary summary) throws IOException {
    if (!request.json().isEmpty()) {
      Files.writeString(Path.of(request.json()), JsonReport.of(summary));
    }
    if (!request.report().isEmpty()) {
      Files.writeString(Path.of(request.report()), HtmlReport.of(summary));
    }
    if (!request.sarif().isEmpty()) {
      Files.writeString(Path.of(request.sarif()), SarifReport.of(summary));
    }
    if (!request.result().isEmpty()) {
      Files.writeString(Path.of(request.result()), JsonReport.of(summary));
    }
  }
}
