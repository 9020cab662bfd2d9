package dev.weft.check.engine.runtime;

import java.util.Arrays;

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

  public static Site at(int id) {
    return sites[id];
  }
}
