package dev.weft.bench.system;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/// Kotlin coroutines: stackless. `default` is `Dispatchers.Default`, `single` the event loop of `runBlocking`.
final class KotlinSystem implements BenchSystem {
  private final PeerCache cache;

  KotlinSystem(PeerCache cache) {
    this.cache = cache;
  }

  @Override
  public String name() {
    return "kotlin";
  }

  @Override
  public List<Variant> variants(int cores) {
    return List.of(Variant.of("default", cores), Variant.of("single", 1));
  }

  @Override
  public Set<String> suites() {
    return Suites.all();
  }

  @Override
  public Peer prepare() throws MissingToolchainException, InterruptedException {
    Path folder = cache.built("kotlin", List.of(Jvm.version(), Jvm.classPath()), KotlinSystem::build);
    try {
      String classPath = Jvm.join(List.of(folder.resolve("classes").toString(), MavenJars.classPath(folder), Jvm.classPath()));
      return new JvmPeer(classPath, "peer.MainKt", "kotlin 2.3.0, kotlinx-coroutines 1.11.0");
    } catch (IOException e) {
      throw new MissingToolchainException("its jars cannot be read: " + e);
    }
  }

  private static void build(Path folder) throws MissingToolchainException, InterruptedException, IOException {
    MavenJars.copy(folder, "the Kotlin peer");
    String jars = MavenJars.classPath(folder);
    Tool.run(
        folder,
        List.of(
            Jvm.java(), "-cp", jars, "org.jetbrains.kotlin.cli.jvm.K2JVMCompiler",
            "-no-stdlib", "-no-reflect", "-jvm-target", "21",
            "-cp", Jvm.join(List.of(jars, Jvm.classPath())), "-d", "classes", "src"));
  }
}
