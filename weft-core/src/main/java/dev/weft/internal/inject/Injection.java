package dev.weft.internal.inject;

import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;

/// Defines classes of Weft's in `java.lang`, because what they touch is private there.
///
/// They are compiled as a part of `java.base` and carried as resources of this module; code here cannot name them and goes through
/// method handles. `java.base/java.lang` must be open to Weft: by the flag `--add-opens`, by the jar's `Add-Opens` entry or by the agent.
///
/// A class is there once in a JVM, whichever class loader's Weft was first. So it holds nothing that belongs to one of them, but for what
/// `FiberDoor` was told.
public final class Injection {
  private static final String PACKAGE = "java.lang.";
  private static final String FOLDER = "/dev/weft/internal/inject/java/lang/";

  private Injection() {}

  /// Defines a class that may need others, which come first.
  ///
  /// @param names without the package
  /// @return the last one
  /// @throws IllegalAccessException if `java.lang` is not open to Weft
  /// @throws IOException if a class is missing from Weft's jar
  /// @throws LinkageError if this JVM refuses one
  public static Class<?> define(String... names) throws IllegalAccessException, IOException {
    MethodHandles.Lookup javaLang = javaLang();
    Class<?> last = Injection.class;
    for (String name : names) {
      last = define(javaLang, name);
    }
    return last;
  }

  private static Class<?> define(MethodHandles.Lookup javaLang, String name) throws IllegalAccessException, IOException {
    try {
      return javaLang.findClass(PACKAGE + name); // another class loader of this JVM was first
    } catch (ClassNotFoundException absent) {
      byte[] code = code(name);
      try {
        return javaLang.defineClass(code);
      } catch (LinkageError refused) {
        try {
          return javaLang.findClass(PACKAGE + name); // first by a moment
        } catch (ClassNotFoundException e) {
          throw refused;
        }
      }
    }
  }

  private static byte[] code(String name) throws IOException {
    try (InputStream bytes = Injection.class.getResourceAsStream(FOLDER + name + ".class")) {
      if (bytes == null) {
        throw new IOException(FOLDER + name + ".class is missing from Weft's jar; build or download it again");
      }
      return bytes.readAllBytes();
    }
  }

  /// A lookup with the rights of a class that has been defined.
  public static MethodHandles.Lookup inside(Class<?> injected) throws IllegalAccessException {
    return javaLang().in(injected);
  }

  private static MethodHandles.Lookup javaLang() throws IllegalAccessException {
    return MethodHandles.privateLookupIn(Thread.class, MethodHandles.lookup());
  }
}
