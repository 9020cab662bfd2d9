package dev.weft.check.engine.report;

import dev.weft.check.engine.runtime.Failure;
import dev.weft.check.engine.runtime.Labels;
import dev.weft.check.engine.runtime.Printable;
import dev.weft.check.engine.runtime.RaceLog;
import dev.weft.check.engine.runtime.Site;
import dev.weft.check.engine.runtime.Stacks;
import dev.weft.check.engine.runtime.Trace;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The report on a terminal: what, on which threads, who holds what, where; then the shrunk schedule, a column per thread.
public final class TextReport {
  private static final int LINES = 60;
  private final StringBuilder out = new StringBuilder();

  private TextReport() {}

  public static String of(Summary summary) {
    TextReport report = new TextReport();
    for (Bug bug : summary.bugs()) {
      report.bug(bug, summary);
    }
    report.end(summary);
    return report.out.toString();
  }

  private void line(String format, Object... arguments) {
    out.append(Printable.message(String.format(Locale.ROOT, format, arguments)).stripTrailing()).append('\n');
  }

  private void bug(Bug bug, Summary summary) {
    String where = String.format(Locale.ROOT, " after %d steps (schedule %d of %d, %.1f s)", bug.events(), bug.number(),
        summary.schedules(), summary.seconds());
    Failure failure = bug.failure();
    if (failure == null) {
      line("data race on %s%s", bug.races().getFirst().variable(), where);
    } else {
      line("%s%s", failure.kind().label(), where);
      if (failure.parties().isEmpty() || failure.kind() == Failure.Kind.LOST_WAKEUP
          || failure.kind() == Failure.Kind.LIVELOCK || failure.kind() == Failure.Kind.LEAK) {
        line("  %s", failure.headline());
      }
      parties(failure.parties());
      error(failure.error());
    }
    races(bug.races());
    List<String> startled = bug.trace().startled();
    if (!startled.isEmpty()) {
      line("  hint: %s woke up for no reason, as wait() and park() may: let the wait stand in a loop that looks at its condition",
          String.join(" and ", startled));
    }
    line("replay: %s", summary.replay(bug));
    if (!bug.repeats()) {
      line("  the replay did not always fail in the same way: the program depends on something that is not controlled");
    }
    line("");
    schedule(bug);
    if (!bug.output().isBlank()) {
      line("output of this schedule:");
      bug.output().lines().limit(LINES).forEach(text -> line("  | %s", text));
      line("");
    }
  }

  private void parties(List<Failure.Party> parties) {
    int names = parties.stream().mapToInt(p -> p.thread().length()).max().orElse(0);
    List<String> holds = parties.stream().map(TextReport::holds).toList();
    int width = holds.stream().mapToInt(String::length).max().orElse(0);
    for (int i = 0; i < parties.size(); i++) {
      Failure.Party party = parties.get(i);
      String owner = party.owner().isEmpty() ? "" : ", held by " + party.owner();
      if (party.waitsFor().startsWith("the end of")) {
        owner = "";
      }
      line("  %-" + Math.max(1, names) + "s  %-" + Math.max(1, width) + "s  waits %s (%s)%s", party.thread(),
          holds.get(i), awaited(party.waitsFor()), party.waitsAt(), owner);
      if (!party.note().isEmpty()) {
        line("  %s  %s", " ".repeat(names), party.note());
      }
    }
  }

  /// Weft's waits say what is waited to do, all others name what is waited for.
  private static String awaited(String what) {
    return what.startsWith("to ") ? what : "for " + what;
  }

  private static String holds(Failure.Party party) {
    return "holds " + locks(party.holds(), "nothing");
  }

  /// Locks with the places where they were taken, then what was taken of things without holders.
  ///
  /// @param none the word for no lock
  static String locks(List<Failure.Held> locks, String none) {
    String held = locks.stream().filter(Failure.Held::isHeld).map(h -> h.lock() + " (" + h.place() + ")")
        .collect(Collectors.joining(", "));
    String taken = locks.stream().filter(h -> !h.isHeld()).map(h -> h.taken() + " of " + h.lock() + " (" + h.place() + ")")
        .collect(Collectors.joining(", "));
    return (held.isEmpty() ? none : held) + (taken.isEmpty() ? "" : ", took " + taken);
  }

  private void error(@Nullable Throwable error) {
    if (error == null) {
      return;
    }
    for (StackTraceElement frame : Stacks.visible(error.getStackTrace())) {
      line("    at %s", Stacks.show(frame));
    }
    Throwable cause = error.getCause();
    if (cause != null && cause != error) {
      line("  caused by %s", cause);
      error(cause);
    }
  }

  /// The stack of an exception and its causes.
  static String stack(Throwable error) {
    TextReport report = new TextReport();
    report.line("%s", error);
    report.error(error);
    return report.out.toString();
  }

  private void races(List<RaceLog.Race> races) {
    for (RaceLog.Race race : races) {
      line("  data race on %s: nothing orders these two accesses", race.variable());
      side(race.earlier());
      side(race.later());
      line("    hint: %s", RaceHint.of(race));
    }
  }

  private void side(RaceLog.Party party) {
    String created = party.createdAt().isEmpty() ? "" : ", started at " + party.createdAt();
    line("    %s %s at %s, holding %s%s", party.thread(), party.write() ? "writes" : "reads", party.site().place(),
        locks(party.locks(), "no lock"), created);
    for (String frame : party.stack()) {
      line("        %s", frame);
    }
  }

  // ---- the schedule in columns

  private void schedule(Bug bug) {
    Trace trace = bug.trace();
    List<Trace.Entry> entries = trace.interesting();
    if (entries.isEmpty()) {
      return;
    }
    Labels labels = new Labels();
    TreeMap<Integer, Integer> columns = new TreeMap<>();
    entries.forEach(e -> columns.putIfAbsent(e.task, 0));
    int n = 0;
    for (Integer task : new ArrayList<>(columns.keySet())) {
      columns.put(task, n++);
    }
    int width = Math.clamp(118 / Math.max(1, n), 26, 46);
    line("the schedule (%s%s):", bug.inSwitches(),
        bug.before() > bug.schedule().length() ? ", shrunk from " + (bug.before() - 1) : "");
    StringBuilder head = new StringBuilder("  ");
    columns.forEach((task, column) -> head.append(cell(trace.nameOf(task), width)));
    line("%s", head);
    int from = Math.max(0, entries.size() - LINES);
    if (from > 0) {
      line("  ... %d earlier steps are left out", from);
    }
    for (Trace.Entry entry : entries.subList(from, entries.size())) {
      Site site = entry.site;
      String text = Trace.describe(entry, labels) + (site == null || site.line == 0 ? "" : "  :" + site.line);
      line("  %s%s", " ".repeat(columns.getOrDefault(entry.task, 0) * width), text);
    }
    line("");
  }

  private static String cell(String text, int width) {
    return text.length() < width ? text + " ".repeat(width - text.length()) : text.substring(0, width - 1) + " ";
  }

  private void end(Summary summary) {
    String explored = String.format(Locale.ROOT, "%,d %s, %,d distinct, in %.1f s (%s, seed %d)",
        summary.schedules(), summary.schedules() == 1 ? "schedule" : "schedules", summary.distinct(), summary.seconds(), summary.strategy(), summary.seed());
    for (String what : summary.uncontrolled()) {
      line("could not control: %s", what);
    }
    switch (summary.verdict()) {
      case "clean" -> line("%s: %s", summary.complete() ? "no bug in " + summary.extent() : "no bug found", explored);
      case "bug" -> line("%d %s: %s", summary.bugs().size(), summary.bugs().size() == 1 ? "bug" : "bugs", explored);
      case "uncontrolled" -> line("no verdict: %s", explored);
      default -> throw new AssertionError(summary.verdict());
    }
    if (summary.left() != null && summary.verdict().equals("clean")) {
      line("what is left, by estimate: %s", summary.left());
    }
    for (String note : summary.remarks()) {
      line("note: %s", note);
    }
  }
}
