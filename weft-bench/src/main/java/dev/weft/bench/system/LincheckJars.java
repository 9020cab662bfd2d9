package dev.weft.bench.system;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// Builds the Lincheck peer on the first use and says which class path it needs.
public final class LincheckJars {
  /// The class to run on this class path.
  public static final String MAIN = "LincheckPeer";

  public static final String VERSION = "Lincheck 3.7";

  private LincheckJars() {}

  /// The peer's own class and all of Lincheck's jars.
  public static String classPath() throws MissingToolchainException, InterruptedException {
    Path folder = PeerCache.ofUser().built("lincheck", List.of(Jvm.version()), LincheckJars::build);
    try {
      return Jvm.join(List.of(folder.resolve("classes").toString(), MavenJars.classPath(folder)));
    } catch (IOException e) {
      throw new MissingToolchainException("its jars cannot be read: " + e);
    }
  }

  private static void build(Path folder) throws MissingToolchainException, InterruptedException, IOException {
    MavenJars.copy(folder, "the Lincheck peer");
    String javac = Path.of(System.getProperty("java.home"), "bin", "javac").toString();
    Tool.run(
        folder,
        List.of(
            javac, "-proc:none", "-cp", MavenJars.classPath(folder), "-d", "classes", "src/" + MAIN + ".java"));
  }
}
