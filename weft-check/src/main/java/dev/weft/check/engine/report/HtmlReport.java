package dev.weft.check.engine.report;

import dev.weft.check.engine.runtime.Failure;
import dev.weft.check.engine.runtime.Labels;
import dev.weft.check.engine.runtime.RaceLog;
import dev.weft.check.engine.runtime.Site;
import dev.weft.check.engine.runtime.Trace;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/// One page that draws each bug: threads as lanes, events from top to bottom, happens-before edges between lanes, the race or
/// the cycle in red. Everything is in the file: it opens without a network.
public final class HtmlReport {
  private static final int ROW = 24;
  private static final int TOP = 44;
  private static final int MOST = 400;
  /// How wide a character of the picture's type is, about: what is under a text is hidden.
  private static final double CHARACTER = 7.6;
  private final StringBuilder out = new StringBuilder();

  private HtmlReport() {}

  public static String of(Summary summary) {
    HtmlReport report = new HtmlReport();
    report.page(summary);
    return report.out.toString();
  }

  private void page(Summary summary) {
    out.append("<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">\n<title>weft check: ")
        .append(escape(summary.verdict())).append("</title>\n<style>\n").append(STYLE).append("</style></head><body>\n");
    out.append("<header><h1>weft check</h1><p class=\"").append(summary.verdict()).append("\">")
        .append(escape(heading(summary))).append("</p></header>\n");
    summary.bugs().forEach(bug -> bug(bug, summary));
    summary.uncontrolled().forEach(what -> paragraph("Could not control: " + what));
    out.append("<footer>").append(escape(String.format(Locale.ROOT,
        "%,d schedules, %,d distinct, %.1f s, strategy %s, seed %d. Isolation: %s.", summary.schedules(), summary.distinct(),
        summary.seconds(), summary.strategy(), summary.seed(), summary.isolation())));
    if (summary.left() != null) {
      out.append("<br>What is left, by estimate: ").append(escape(summary.left().toString()));
    }
    summary.remarks().forEach(note -> out.append("<br>").append(escape(note)));
    out.append("</footer></body></html>\n");
  }

  private static String heading(Summary summary) {
    return switch (summary.verdict()) {
      case "clean" -> summary.complete() ? "no bug in " + summary.extent()
          : "no bug found in " + summary.schedules() + " schedules";
      case "bug" -> summary.bugs().size() + (summary.bugs().size() == 1 ? " bug" : " bugs");
      default -> "no verdict";
    };
  }

  private void paragraph(String text) {
    out.append("<p>").append(escape(text)).append("</p>\n");
  }

  private void bug(Bug bug, Summary summary) {
    out.append("<section><h2>").append(escape(bug.kind().label())).append("</h2>\n");
    paragraph(bug.headline());
    Failure failure = bug.failure();
    if (failure != null && !failure.parties().isEmpty()) {
      parties(failure);
    }
    if (failure != null && failure.error() != null) {
      out.append("<pre>").append(escape(TextReport.stack(failure.error()))).append("</pre>\n");
    }
    bug.races().forEach(this::race);
    out.append("<p>replay: <code>").append(escape(summary.replay(bug))).append("</code></p>\n");
    picture(bug);
    if (!bug.output().isBlank()) {
      out.append("<h3>Output of this schedule</h3><pre>").append(escape(bug.output())).append("</pre>\n");
    }
    out.append("</section>\n");
  }

  private void parties(Failure failure) {
    out.append("<table><tr><th>thread</th><th>holds</th><th>waits for</th><th>held by</th></tr>\n");
    for (Failure.Party party : failure.parties()) {
      out.append("<tr><td>").append(escape(party.thread())).append("</td><td>").append(escape(TextReport.locks(party.holds(), "nothing")))
          .append("</td><td>").append(escape(party.waitsFor() + " (" + party.waitsAt() + ")"
          + (party.note().isEmpty() ? "" : "; " + party.note()))).append("</td><td>")
          .append(escape(party.owner())).append("</td></tr>\n");
    }
    out.append("</table>\n");
  }

  private void race(RaceLog.Race race) {
    out.append("<h3>data race on ").append(escape(race.variable())).append("</h3><div class=\"sides\">");
    for (RaceLog.Party side : List.of(race.earlier(), race.later())) {
      out.append("<div><b>").append(escape(side.thread())).append(side.write() ? " writes" : " reads").append("</b> at ")
          .append(escape(side.site().place() + ", holding " + TextReport.locks(side.locks(), "no lock")))
          .append(side.createdAt().isEmpty() ? "" : "<br>started at " + escape(side.createdAt())).append("<pre>").append(escape(String.join("\n", side.stack())))
          .append("</pre></div>");
    }
    out.append("</div>\n");
    paragraph("Hint: " + RaceHint.of(race));
  }

  // ---- the picture

  private void picture(Bug bug) {
    List<Trace.Entry> all = bug.trace().interesting();
    List<Trace.Entry> entries = all.subList(Math.max(0, all.size() - MOST), all.size());
    if (entries.isEmpty()) {
      return;
    }
    List<Integer> lanes = new ArrayList<>(new TreeSet<>(entries.stream().map(e -> e.task).toList()));
    int width = Math.clamp(1500 / lanes.size(), 220, 380);
    Labels labels = new Labels();
    Set<Long> hot = hot(bug);
    out.append("<h3>The schedule (").append(bug.inSwitches()).append(", steps from top to bottom)</h3>\n");
    out.append(String.format(Locale.ROOT, "<div class=\"scroll\"><svg width=\"%d\" height=\"%d\" role=\"img\">%n",
        lanes.size() * width + 20, TOP + entries.size() * ROW + 20));
    for (int lane = 0; lane < lanes.size(); lane++) {
      int x = 20 + lane * width;
      out.append(String.format(Locale.ROOT, "<line class=\"lane\" x1=\"%d\" y1=\"%d\" x2=\"%d\" y2=\"%d\"/>"
          + "<text class=\"name\" x=\"%d\" y=\"20\">%s</text>%n", x, TOP - 12, x, TOP + entries.size() * ROW, x - 6,
          escape(bug.trace().nameOf(lanes.get(lane)))));
    }
    edges(entries, lanes, width);
    for (int i = 0; i < entries.size(); i++) {
      event(entries.get(i), 20 + lanes.indexOf(entries.get(i).task) * width, TOP + i * ROW, labels, hot);
    }
    out.append("</svg></div>\n");
  }

  private void edges(List<Trace.Entry> entries, List<Integer> lanes, int width) {
    for (Edges.Edge edge : Edges.of(entries)) {
      int x1 = 20 + lanes.indexOf(entries.get(edge.from()).task) * width;
      int x2 = 20 + lanes.indexOf(entries.get(edge.to()).task) * width;
      int y1 = TOP + edge.from() * ROW;
      int y2 = TOP + edge.to() * ROW;
      int middle = (x1 + x2) / 2;
      out.append(String.format(Locale.ROOT, "<path class=\"edge\" d=\"M%d %d C%d %d %d %d %d %d\"/>%n", x1, y1, middle, y1,
          middle, y2, x2, y2));
    }
  }

  private void event(Trace.Entry entry, int x, int y, Labels labels, Set<Long> hot) {
    Site site = entry.site;
    boolean bad = hot.contains(key(entry.task, entry.event)) && site != null
        || site == null && (entry.note.startsWith("blocks") || entry.note.startsWith("fails"));
    String kind = bad ? "bad" : site == null ? "note" : site.isWrite() ? "write" : "event";
    String place = site == null || site.line == 0 ? "" : "  " + site.place();
    String text = Trace.describe(entry, labels);
    out.append(String.format(Locale.ROOT, "<rect class=\"under\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"16\"/>", x + 7, y - 8,
        Math.round((text.length() + place.length()) * CHARACTER) + 8));
    out.append(String.format(Locale.ROOT, "<circle class=\"%s\" cx=\"%d\" cy=\"%d\" r=\"5\"><title>%s</title></circle>"
        + "<text class=\"%s\" x=\"%d\" y=\"%d\">%s<tspan class=\"place\">%s</tspan></text>%n", kind, x, y, escape(
        site == null ? entry.note : site.toString()), kind, x + 12, y + 4, escape(text), escape(place)));
  }

  private static Set<Long> hot(Bug bug) {
    Set<Long> hot = new HashSet<>();
    for (RaceLog.Race race : bug.races()) {
      hot.add(key(race.earlier().task(), race.earlier().event()));
      hot.add(key(race.later().task(), race.later().event()));
    }
    return hot;
  }

  private static long key(int task, int event) {
    return (long) task << 32 | event;
  }

  static String escape(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
  }

  private static final String STYLE = """
      :root { color-scheme: light dark; }
      body { overflow-wrap: break-word; font: 15px/1.45 system-ui, sans-serif; margin: 2rem; color: #1c2430; background: #fbfbfa; }
      h1 { font-size: 1.1rem; margin: 0; color: #5b6675; } h2 { margin: 1.6rem 0 .2rem; } h3 { margin: 1rem 0 .3rem; }
      header p { font-size: 1.6rem; margin: .2rem 0 1rem; } header p.bug { color: #b3261e; } header p.clean { color: #1b6e3c; }
      pre, code { font: 13px/1.4 ui-monospace, monospace; } pre { background: #f0f0ee; padding: .6rem; overflow: auto; }
      table { border-collapse: collapse; } td, th { text-align: left; padding: .25rem .8rem .25rem 0; vertical-align: top; }
      th { color: #5b6675; font-weight: 600; } .sides { display: flex; gap: 1.5rem; flex-wrap: wrap; } .sides > * { min-width: 0; }
      .scroll { overflow: auto; border: 1px solid #dcdcd8; background: #fff; }
      svg text { font: 12.5px ui-monospace, monospace; fill: #1c2430; paint-order: stroke; stroke: #fff;
        stroke-width: 4px; } svg text.name { font-weight: 700; }
      svg .under { fill: #fff; }
      svg .lane { stroke: #c9ced6; stroke-width: 2; } svg .edge { fill: none; stroke: #5a86c5; stroke-width: 1.4; opacity: .75; }
      circle.event { fill: #5a86c5; } circle.write { fill: #2b4a7a; } circle.note { fill: #b9bfc8; } circle.bad { fill: #b3261e; }
      svg text.bad { fill: #b3261e; font-weight: 700; } svg text.note { fill: #7a8492; } svg tspan.place { fill: #9aa3af; }
      footer { margin-top: 2rem; color: #5b6675; }
      @media (prefers-color-scheme: dark) {
        body { background: #15181d; color: #e4e7eb; } pre { background: #20252c; } .scroll { background: #1a1e24; border-color: #333; }
        h1, th, footer { color: #9aa5b3; } svg .under { fill: #1a1e24; }
        svg text { fill: #e4e7eb; stroke: #1a1e24; } svg text.bad { fill: #ff8a80; } header p.bug { color: #ff8a80; } header p.clean { color: #7bd69b; }
        circle.write { fill: #a9c7f5; } svg .lane { stroke: #3a424d; }
      }
      """;
}
