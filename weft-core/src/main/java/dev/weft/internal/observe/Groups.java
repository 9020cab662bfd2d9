package dev.weft.internal.observe;

import dev.weft.WaitReason;
import dev.weft.observe.ThreadRow;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// Rows that differ in nothing but names and numbers, put together: forked at one place, doing the same.
final class Groups {
  private static final int NAMES = 3;
  private static final int FRAMES = 12;

  private final Map<Key, List<ThreadRow>> groups = new LinkedHashMap<>();

  private record Key(
      ThreadRow.Kind kind, String forkedAt, ThreadRow.Status status, List<String> waits, Optional<StackTraceElement> at) {}

  /// Rows that must stand alone, such as the members of a cycle, are not given to this.
  Groups(List<ThreadRow> rows) {
    Map<Key, Optional<StackTraceElement>> places = new LinkedHashMap<>();
    for (ThreadRow row : rows) {
      List<String> waits = row.waits().stream().map(Groups::shape).toList();
      var coarse = new Key(row.kind(), row.forkedAt(), row.status(), waits, Optional.empty());
      Optional<StackTraceElement> at = row.stack().isEmpty() ? places.get(coarse) : row.where();
      if (at == null) {
        at = Optional.empty();
      }
      places.putIfAbsent(coarse, at); // rows without a stack belong to those that have one
      var key = new Key(row.kind(), row.forkedAt(), row.status(), waits, at);
      groups.computeIfAbsent(key, _ -> new ArrayList<>()).add(row);
    }
  }

  /// Without numbers: five workers that wait for five channels wait for the same.
  private static String shape(WaitReason reason) {
    return reason.action() + " " + reason.resource().replaceAll("@[0-9a-f]+|[0-9]+", "#");
  }

  /// One entry for each group, the largest groups last, so that what is rare is read first.
  void print(StringBuilder into) {
    groups.values().stream()
        .sorted(Comparator.comparingInt(List::size))
        .forEach(rows -> print(rows, into));
  }

  private static void print(List<ThreadRow> rows, StringBuilder into) {
    ThreadRow first = rows.getFirst();
    into.append("  ").append(title(rows)).append('\n');
    describe(first, rows.size(), into);
  }

  private static String title(List<ThreadRow> rows) {
    ThreadRow first = rows.getFirst();
    String word = first.kind().word();
    String site = first.forkedAt().isEmpty() ? "" : " (forked at " + first.forkedAt() + ")";
    if (rows.size() == 1) {
      return word + " " + first.name() + site;
    }
    String names = rows.stream().limit(NAMES).map(ThreadRow::name).collect(Collectors.joining(", "));
    String more = rows.size() > NAMES ? " and " + (rows.size() - NAMES) + " like them" : "";
    return Words.count(rows.size(), word) + site + ": " + names + more;
  }

  /// What one does, what it holds, its stack.
  static void describe(ThreadRow row, int of, StringBuilder into) {
    into.append("      ").append(deed(row)).append(of > 1 && !row.waits().isEmpty() ? " (the first of them)" : "");
    into.append('\n');
    row.holds().forEach(held -> into.append("      holds the ").append(held).append('\n'));
    frames(row).forEach(frame -> into.append("        at ").append(frame).append('\n'));
  }

  /// Such as `has waited for 3.2 s to receive from channel pages: 0 of 3`.
  static String deed(ThreadRow row) {
    String length = row.since().map(Words::duration).map(d -> " for " + d).orElse("");
    if (row.waits().isEmpty()) {
      return row.status().words() + length;
    }
    String what = row.waits().stream().map(Groups::reason).collect(Collectors.joining(", or to "));
    return (length.isEmpty() ? "waits" : "has waited" + length) + " to " + what;
  }

  static String reason(WaitReason reason) {
    return reason.toString().strip();
  }

  /// The program's own frames, and the call with which it began to wait.
  static List<String> frames(ThreadRow row) {
    List<StackTraceElement> stack = row.stack();
    int start = row.where().map(stack::indexOf).map(own -> Math.max(0, own - 1)).orElse(0);
    List<String> shown = new ArrayList<>();
    for (StackTraceElement frame : stack.subList(start, stack.size())) {
      if (isBottom(frame)) {
        break;
      }
      if (shown.size() == FRAMES) {
        shown.add("...");
        break;
      }
      shown.add(plain(frame));
    }
    return shown;
  }

  /// Where the program's own frames end.
  private static boolean isBottom(StackTraceElement frame) {
    return frame.getClassName().startsWith("dev.weft.internal.fiber.FiberTask")
        || frame.getClassName().startsWith("dev.weft.Scope$ActionBody")
        || (frame.getClassName().equals("java.lang.VirtualThread") && frame.getMethodName().equals("run"));
  }

  /// Without the module, which says nothing here.
  private static String plain(StackTraceElement frame) {
    String line = frame.getLineNumber() >= 0 ? ":" + frame.getLineNumber() : "";
    String file = frame.getFileName() == null ? "Unknown Source" : frame.getFileName() + line;
    return frame.getClassName() + "." + frame.getMethodName() + "(" + file + ")";
  }
}
