package dev.weft.check.engine.agent;

import java.net.URL;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Which classes are Weft's own library: they run as they are, and each of their operations is one step (see [KernelCode]).
///
/// The library is wherever its waiter was loaded from, so that programs and tests may live in packages of the same name. Classes
/// named by the system property `dev.weft.check.inside` (prefixes of names, separated by commas) are instrumented as a program's
/// are: that is how Weft's own structures are checked.
final class WeftClasses {
  private static final String PACKAGES = "dev/weft/";
  private static final String MARK = "dev/weft/wait/Waiter.class";
  private static final String[] INSIDE = System.getProperty("dev.weft.check.inside", "").replace('.', '/').split(",");
  private static final Map<String, Boolean> KNOWN = new ConcurrentHashMap<>();

  private WeftClasses() {}

  /// @param name as in class files, with slashes
  static boolean isLibrary(String name) {
    return name.startsWith(PACKAGES) && KNOWN.computeIfAbsent(name, n -> !isInside(n) && comesWithTheMark(n));
  }

  private static boolean isInside(String name) {
    for (String prefix : INSIDE) {
      if (!prefix.isEmpty() && name.startsWith(prefix)) {
        return true;
      }
    }
    return false;
  }

  private static boolean comesWithTheMark(String name) {
    ClassLoader loader = ClassLoader.getSystemClassLoader();
    URL mark = loader.getResource(MARK);
    URL own = loader.getResource(name + ".class");
    return mark != null && own != null && own.toString().equals(mark.toString().replace(MARK, name + ".class"));
  }
}
