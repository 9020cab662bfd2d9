package dev.weft.check.launch;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.security.CodeSource;
import org.jspecify.annotations.Nullable;

/// Weft itself on the class path of the program, when the command runs from a jar or a build that has it: programs may import it
/// without saying where it is, as under `weft run`.
final class WeftLibrary {
  private WeftLibrary() {}

  /// The class path with Weft at its end; unchanged where there is none.
  static String after(String classPath) {
    Path library = find();
    if (library == null) {
      return classPath;
    }
    return classPath.isEmpty() ? library.toString() : classPath + System.getProperty("path.separator") + library;
  }

  private static @Nullable Path find() {
    try {
      CodeSource source = Class.forName("dev.weft.Scope").getProtectionDomain().getCodeSource();
      return source == null ? null : Path.of(source.getLocation().toURI());
    } catch (ClassNotFoundException | URISyntaxException e) {
      return null; // the checker alone
    }
  }
}
