package dev.weft.internal.observe;

import dev.weft.WaitReason;
import dev.weft.internal.util.Texts;
import dev.weft.observe.RowGroup;
import dev.weft.observe.ThreadRow;
import dev.weft.observe.WaitCycle;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// Rows as text.
final class RowText {
  private static final int FRAMES = 12;

  /// Reports have that verb already.
  private static final String WAIT = "wait for ";

  private RowText() {}

  /// Such as `fiber worker 3 (forked at Crawl.java:12)` and what it does, or `5 fibers (forked at ...): a, b, c and 2 like them`.
  static void print(RowGroup group, StringBuilder into) {
    ThreadRow first = group.first();
    String who = title(first);
    if (group.count() > 1) {
      int more = group.count() - group.names().size();
      who = Words.count(group.count(), first.kind().word()) + site(first) + ": " + String.join(", ", group.names())
          + (more > 0 ? " and " + more + " like them" : "");
    }
    line("  ", who, into);
    describe(first, group.count() > 1 ? first.name() + " " : "", into);
  }

  /// Each with its number, and its members with all that is known of them.
  static void print(List<WaitCycle> cycles, StringBuilder into) {
    int number = 1;
    for (WaitCycle cycle : cycles) {
      into.append("\ncycle ").append(number++).append(": ").append(cycle).append('\n');
      for (ThreadRow member : cycle.members()) {
        line("  ", title(member), into);
        describe(member, "", into);
      }
    }
  }

  /// One line, whatever the names in it are.
  static void line(String indent, String text, StringBuilder into) {
    into.append(indent).append(Texts.line(text)).append('\n');
  }

  /// Such as `fiber worker 3 (forked at Crawl.java:12)`.
  static String title(ThreadRow row) {
    return Words.title(row.kind().word(), row.name()) + site(row);
  }

  private static String site(ThreadRow row) {
    return row.forkedAt().isEmpty() ? "" : " (forked at " + row.forkedAt() + ")";
  }

  /// What it does, what it holds, its stack.
  static void describe(ThreadRow row, String subject, StringBuilder into) {
    line("      ", subject + deed(row), into);
    row.holds().forEach(held -> line("      ", "holds the " + held, into));
    frames(row.stack()).forEach(frame -> line("        ", "at " + frame, into));
  }

  /// Such as `has waited for 3.2 s to receive from channel pages: 0 of 3`, or `has waited for 3.2 s for one-shot: not set`.
  static String deed(ThreadRow row) {
    String length = row.since().map(Words::duration).map(d -> " for " + d).orElse("");
    if (row.waits().isEmpty()) {
      return row.status().words() + length;
    }
    String what = row.waits().stream().map(WaitReason::toString).collect(Collectors.joining(", or to "));
    String waits = length.isEmpty() ? "waits" : "has waited" + length;
    return what.startsWith(WAIT) && row.waits().size() == 1 ? waits + " for " + what.substring(WAIT.length()) : waits + " to " + what;
  }

  /// The program's own frames, and the call with which it began to wait; if none are the program's, those that are not Weft's. What the program has
  /// called in between and been called back by, such as a deadline, is left out, as long as it is Weft's or the JDK's inside.
  static List<String> frames(List<StackTraceElement> all) {
    boolean owns = all.stream().anyMatch(frame -> !ThreadRow.isInner(frame));
    List<StackTraceElement> stack = owns ? all : all.stream().filter(frame -> !isWefts(frame)).toList();
    int first = 0;
    while (first < stack.size() && ThreadRow.isInner(stack.get(first))) {
      first++;
    }
    first = first == stack.size() ? -1 : first;
    int last = stack.size() - 1;
    while (first >= 0 && last > first && ThreadRow.isInner(stack.get(last))) {
      last--;
    }
    List<String> shown = new ArrayList<>();
    for (int i = Math.max(0, first - 1); i <= last; i++) {
      StackTraceElement frame = stack.get(i);
      if (first >= 0 && i > first && isBetween(frame)) {
        continue;
      }
      if (shown.size() == FRAMES) {
        shown.add("...");
        break;
      }
      shown.add(plain(frame));
    }
    return shown;
  }

  private static boolean isBetween(StackTraceElement frame) {
    String type = frame.getClassName();
    return ThreadRow.isInner(frame) && (isWefts(frame) || type.startsWith("jdk.internal.") || type.startsWith("java.lang.ScopedValue"));
  }

  private static boolean isWefts(StackTraceElement frame) {
    String type = frame.getClassName();
    return type.startsWith("dev.weft.") || type.startsWith("java.lang.Fiber") || type.equals("jdk.internal.vm.Continuation");
  }

  /// Without the module, which says nothing here.
  static String plain(StackTraceElement frame) {
    String line = frame.getLineNumber() >= 0 ? ":" + frame.getLineNumber() : "";
    String file = frame.getFileName() == null ? "Unknown Source" : frame.getFileName() + line;
    return frame.getClassName() + "." + frame.getMethodName() + "(" + file + ")";
  }
}
