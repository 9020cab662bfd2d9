package dev.weft.bench.system;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/// Jox: channels and select on the JDK's virtual threads. Starting, yielding and sleeping are the JDK's own.
final class JoxSystem implements BenchSystem {
  private final PeerCache cache;

  JoxSystem(PeerCache cache) {
    this.cache = cache;
  }

  @Override
  public String name() {
    return "jox";
  }

  @Override
  public List<Variant> variants(int cores) {
    return List.of(Variant.of("default", cores), Variant.of("single", 1));
  }

  @Override
  public Set<String> suites() {
    return Suites.allBut("yield", "spawn", "timers");
  }

  @Override
  public Peer prepare() throws MissingToolchainException, InterruptedException {
    Path folder = cache.built("jox", List.of(Jvm.version(), Jvm.classPath()), JoxSystem::build);
    try {
      String classPath = Jvm.join(List.of(folder.resolve("classes").toString(), MavenJars.classPath(folder), Jvm.classPath()));
      return new JvmPeer(classPath, "JoxPeer", "jox 1.0.1");
    } catch (IOException e) {
      throw new MissingToolchainException("its jars cannot be read: " + e);
    }
  }

  private static void build(Path folder) throws MissingToolchainException, InterruptedException, IOException {
    MavenJars.copy(folder, "the Jox peer");
    String javac = Path.of(System.getProperty("java.home"), "bin", "javac").toString();
    String classPath = Jvm.join(List.of(MavenJars.classPath(folder), Jvm.classPath()));
    Tool.run(folder, List.of(javac, "-proc:none", "-cp", classPath, "-d", "classes", "src/JoxPeer.java"));
  }
}
