package dev.weft.check.engine.runtime;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

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

  /// The instructions of application code that may change what the given one reads.
  static synchronized List<Site> changing(Site read) {
    List<Site> found = new ArrayList<>();
    for (int i = 1; i < count; i++) {
      Site site = sites[i];
      if (site.changes() && !site.method.isEmpty() && !site.method.equals("<clinit>") && site.variable().equals(read.variable())) {
        found.add(site);
      }
    }
    return found;
  }

  public static Site at(int id) {
    return sites[id];
  }
}
