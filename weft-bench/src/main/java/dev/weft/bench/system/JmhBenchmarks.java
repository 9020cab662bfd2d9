package dev.weft.bench.system;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// The benchmarks of inner loops, which JMH runs: built on their first use, like a peer.
public final class JmhBenchmarks {
  private JmhBenchmarks() {}

  /// The command that runs JMH with these arguments.
  ///
  /// @throws MissingToolchainException if Maven is missing, or they cannot be built
  public static List<String> command(List<String> arguments) throws MissingToolchainException, InterruptedException {
    Path folder = PeerCache.ofUser().built("jmh", List.of(Jvm.version(), Jvm.classPath()), JmhBenchmarks::build);
    try {
      List<String> command = new ArrayList<>(List.of(Jvm.java(), "--add-opens", "java.base/java.lang=ALL-UNNAMED"));
      command.addAll(Jvm.TUNING);
      command.add("-cp");
      command.add(Jvm.join(List.of(folder.resolve("classes").toString(), MavenJars.classPath(folder), Jvm.classPath())));
      command.add("org.openjdk.jmh.Main");
      command.addAll(arguments);
      return command;
    } catch (IOException e) {
      throw new MissingToolchainException("its jars cannot be read: " + e);
    }
  }

  private static void build(Path folder) throws MissingToolchainException, InterruptedException, IOException {
    MavenJars.copy(folder, "JMH");
    String javac = Path.of(System.getProperty("java.home"), "bin", "javac").toString();
    String jars = MavenJars.classPath(folder);
    List<String> command = new ArrayList<>(List.of(javac, "-nowarn", "-processorpath", jars));
    command.addAll(List.of("-cp", Jvm.join(List.of(jars, Jvm.classPath())), "-d", "classes"));
    try (Stream<Path> files = Files.walk(folder.resolve("src"))) {
      command.addAll(files.map(Path::toString).filter(name -> name.endsWith(".java")).sorted().toList());
    }
    Tool.run(folder, command);
  }
}
