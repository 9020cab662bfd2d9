package dev.weft.bench.report;

import dev.weft.bench.Machine;
import dev.weft.bench.Result;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// One page with a chart for each suite: bars of the medians, a thin line from the minimum to the maximum, and the
/// ratio to the base. Plain SVG and CSS in one file, without scripts.
public final class HtmlReport {
  private static final int LABEL = 170;
  private static final int BARS = 420;
  private static final int NUMBERS = 190;
  private static final int ROW = 20;

  private final Ratios ratios;

  private HtmlReport(Ratios ratios) {
    this.ratios = ratios;
  }

  public static void write(Path file, Machine machine, List<Result> results, Ratios ratios) throws IOException {
    ReportFile.write(file, new HtmlReport(ratios).page(machine, results));
  }

  private String page(Machine machine, List<Result> results) {
    var charts = new StringBuilder();
    TableReport.bySuite(results).forEach((suite, ofSuite) -> charts.append(chart(suite, ofSuite)));
    return """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>Weft benchmarks</title>
        <style>
        :root { color-scheme: light dark; --text: #222; --faint: #777; --rule: #ddd; --back: #fff; --peer: #9aa7b5; --weft: #2a7de1; }
        @media (prefers-color-scheme: dark) {
          :root { --text: #ddd; --faint: #999; --rule: #444; --back: #191b1e; --peer: #5f6c7a; --weft: #4c9aff; }
        }
        body { font: 15px/1.5 system-ui, sans-serif; color: var(--text); background: var(--back); margin: 2rem auto; max-width: 860px; padding: 0 1rem; }
        h1 { font-size: 1.5rem; margin-bottom: 0; } h2 { font-size: 1.05rem; margin: 2rem 0 .4rem; }
        p, td, th { color: var(--faint); } th { text-align: left; padding-right: 1rem; font-weight: normal; vertical-align: top; }
        svg { width: 100%%; height: auto; } text { font: 12px system-ui, sans-serif; fill: var(--text); }
        .faint { fill: var(--faint); } .peer { fill: var(--peer); } .weft { fill: var(--weft); }
        .range { stroke: var(--text); stroke-width: 1; } .base { stroke: var(--faint); stroke-dasharray: 3 3; }
        </style>
        </head>
        <body>
        <h1>Weft benchmarks</h1>
        <p>Medians; shorter is better. The thin line goes from the smallest to the largest measurement, the dashed one
        marks %s. The number behind a bar is the median, and how many times that of %s it is.</p>
        %s
        <h2>Measured on</h2>
        <table>
        %s</table>
        </body>
        </html>
        """
        .formatted(escape(ratios.label()), escape(ratios.label()), charts, facts(machine));
  }

  private String chart(String suite, List<Result> results) {
    double longest = results.stream().filter(r -> !r.starved()).mapToDouble(Result::median).max().orElse(1);
    int height = ROW * results.size() + 4;
    int width = LABEL + BARS + NUMBERS;
    var svg = new StringBuilder();
    svg.append("<h2>%s <small>(%s)</small></h2>%n".formatted(escape(suite), escape(results.getFirst().unit())));
    svg.append(
        "<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s: medians of each system\">%n"
            .formatted(width, height, escape(suite)));
    Optional<Result> base = ratios.base(results);
    for (int row = 0; row < results.size(); row++) {
      svg.append(bar(results.get(row), results, row * ROW, BARS / longest));
    }
    base.ifPresent(
        b -> {
          double x = LABEL + b.median() * BARS / longest;
          svg.append(tag("<line class=\"base\" x1=\"%.1f\" x2=\"%.1f\" y1=\"0\" y2=\"%d\"/>%n", x, x, height));
        });
    return svg.append("</svg>\n").toString();
  }

  private String bar(Result result, List<Result> ofSuite, int top, double scale) {
    int middle = top + ROW / 2;
    String label = tag("<text x=\"0\" y=\"%d\">%s</text>%n", middle + 4, escape(result.label()));
    if (result.starved()) {
      return label + tag("<text class=\"faint\" x=\"%d\" y=\"%d\">starved: did not run at all</text>%n", LABEL + 4, middle + 4);
    }
    double length = result.median() * scale;
    double from = LABEL + result.min() * scale;
    double to = LABEL + Math.min(Double.isFinite(result.max()) ? result.max() * scale : BARS, BARS + 10.0);
    String ratio = ratios.of(result, ofSuite).map(r -> tag("  (%.2f)", r)).orElse("");
    return label
        + tag("<rect class=\"%s\" x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"%d\" rx=\"2\"/>%n",
            result.system().equals("weft") ? "weft" : "peer", LABEL, top + 3, length, ROW - 6)
        + tag("<line class=\"range\" x1=\"%.1f\" x2=\"%.1f\" y1=\"%d\" y2=\"%d\"/>%n", from, to, middle, middle)
        + tag("<text x=\"%.1f\" y=\"%d\">%s%s</text>%n",
            Math.max(LABEL + length, to) + 6, middle + 4, TableReport.number(result.median()), ratio);
  }

  private static String facts(Machine machine) {
    var rows = new StringBuilder();
    machine.facts().forEach(
        (name, value) -> rows.append("<tr><th>%s</th><td>%s</td></tr>%n".formatted(escape(name), escape(value.toString()))));
    return rows.toString();
  }

  private static String tag(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }

  static String escape(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
  }
}
