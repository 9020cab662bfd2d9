package dev.weft.check.engine.report;

import dev.weft.check.engine.runtime.Site;
import dev.weft.check.engine.runtime.Trace;
import java.util.ArrayList;
import java.util.List;

/// The happens-before edges of a trace that go from one thread to another, for the picture: start, end, monitors, volatile
/// variables and handles, locks and other objects of java.util.concurrent. Each from the last event that releases to the next that
/// acquires.
final class Edges {
  /// From one entry to another, by index.
  record Edge(int from, int to) {}

  private Edges() {}

  static List<Edge> of(List<Trace.Entry> entries) {
    List<Edge> edges = new ArrayList<>();
    for (int i = 0; i < entries.size(); i++) {
      Trace.Entry entry = entries.get(i);
      int from = entry.joins() >= 0 ? endOf(entries, entry.joins()) : releaseBefore(entries, i);
      if (from >= 0 && entries.get(from).task != entry.task) {
        edges.add(new Edge(from, i));
      }
    }
    for (int i = 0; i < entries.size(); i++) {
      int child = entries.get(i).starts();
      for (int j = i + 1; child >= 0 && j < entries.size(); j++) {
        if (entries.get(j).task == child) {
          edges.add(new Edge(i, j));
          break;
        }
      }
    }
    return edges;
  }

  private static int endOf(List<Trace.Entry> entries, int task) {
    for (int i = entries.size() - 1; i >= 0; i--) {
      if (entries.get(i).task == task && entries.get(i).isEnd()) {
        return i;
      }
    }
    return -1;
  }

  private static int releaseBefore(List<Trace.Entry> entries, int at) {
    Trace.Entry entry = entries.get(at);
    if (!acquires(entry)) {
      return -1;
    }
    for (int i = at - 1; i >= 0; i--) {
      Trace.Entry earlier = entries.get(i);
      if (earlier.sameVariable(entry) && releases(earlier)) {
        return i;
      }
    }
    return -1;
  }

  private static boolean acquires(Trace.Entry entry) {
    Site site = entry.site;
    if (site == null) {
      return false;
    }
    return switch (site.kind) {
      case ENTER, CALL, HANDLE -> true;
      case READ -> site.isVolatile();
      case WRITE, READ_ELEMENT, WRITE_ELEMENT, EXIT, WAIT, NOTIFY, NOTIFY_ALL, THREAD, READ_CONTENTS, WRITE_CONTENTS -> false;
    };
  }

  private static boolean releases(Trace.Entry entry) {
    Site site = entry.site;
    if (site == null) {
      return false;
    }
    return switch (site.kind) {
      case EXIT, WAIT, CALL, HANDLE -> true;
      case WRITE -> site.isVolatile();
      case READ, READ_ELEMENT, WRITE_ELEMENT, ENTER, NOTIFY, NOTIFY_ALL, THREAD, READ_CONTENTS, WRITE_CONTENTS -> false;
    };
  }
}
