package dev.weft.check.engine.runtime;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// The table of instrumented instructions. Number 0 is "somewhere that is not application code".
public final class Sites {
  private static Site[] sites = new Site[1024];
  private static int count;

  static {
    add(Site.Kind.CALL, "", "", "unknown", 0, "", "", "", false, "");
  }

  private Sites() {}

  public static synchronized int add(Site.Kind kind, String className, String method, String file, int line,
      String owner, String member, String descriptor, boolean isStatic, String hint) {
    if (count == sites.length) {
      sites = Arrays.copyOf(sites, count * 2);
    }
    sites[count] = new Site(count, kind, className, method, file, line, owner, member, descriptor, isStatic, hint);
    return count++;
  }

  /// The program's classes are loaded anew: what is known of their fields is of the old ones.
  public static synchronized void forgetFields() {
    FieldInfo.forget();
    for (int i = 0; i < count; i++) {
      if (!sites[i].owner.startsWith("java/")) {
        sites[i].field = null;
      }
    }
  }

  /// The instructions of application code that may change what the given one reads; to take or notify a monitor changes nothing.
  static synchronized List<Site> changing(Site read) {
    List<Site> found = new ArrayList<>();
    for (int i = 1; i < count; i++) {
      Site site = sites[i];
      if (site.changes && !site.isOfMonitor() && !site.method.isEmpty() && !site.method.equals("<clinit>") && site.variable().equals(read.variable())) {
        found.add(site);
      }
    }
    return found;
  }

  /// True if some loaded method both reads and writes the field: what it writes may follow from what it read.
  public static synchronized boolean isUpdated(Site field) {
    Set<String> readers = new HashSet<>();
    Set<String> writers = new HashSet<>();
    for (int i = 1; i < count; i++) {
      Site site = sites[i];
      if (site.owner.equals(field.owner) && site.member.equals(field.member)) {
        switch (site.kind) {
          case READ -> readers.add(site.className + "." + site.method);
          case WRITE -> writers.add(site.className + "." + site.method);
          case READ_ELEMENT, WRITE_ELEMENT, ENTER, EXIT, WAIT, NOTIFY, NOTIFY_ALL, CALL, THREAD, READ_CONTENTS, WRITE_CONTENTS,
              HANDLE -> { }
        }
      }
    }
    return !Collections.disjoint(readers, writers);
  }

  public static Site at(int id) {
    return sites[id];
  }
}
