package dev.weft.observe;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A program in a JVM of its own, with Weft on the class path and `java.lang` open to it.
public final class ChildJvm implements AutoCloseable {
  /// Whoever takes longer is killed, and fails its test by its exit code.
  private static final long PATIENCE_SECONDS = 40;

  private final Process process;
  private final Path errors;
  private final StringBuilder output = new StringBuilder();

  private ChildJvm(Process process, Path errors) {
    this.process = process;
    this.errors = errors;
  }

  public record Ended(int exitCode, String output, String errors) {}

  static ChildJvm start(Class<?> program, String... arguments) throws IOException {
    return start(List.of(), program, arguments);
  }

  /// With options of the JVM.
  public static ChildJvm start(List<String> options, Class<?> program, String... arguments) throws IOException {
    return start(List.of(), options, program, arguments);
  }

  /// With so much address space, in kibibytes.
  public static ChildJvm startWithin(long addresses, List<String> options, Class<?> program) throws IOException {
    return start(List.of("sh", "-c", "ulimit -v " + addresses + "; exec \"$@\"", "sh"), options, program);
  }

  private static ChildJvm start(List<String> launcher, List<String> options, Class<?> program, String... arguments) throws IOException {
    List<String> command = new ArrayList<>(launcher);
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of("-XX:TieredStopAtLevel=1", "--add-opens", "java.base/java.lang=ALL-UNNAMED", "-cp", classPath(program)));
    command.addAll(options);
    command.add(program.getName());
    command.addAll(List.of(arguments));
    Path errors = Files.createTempFile("weft-child", ".err");
    var builder = new ProcessBuilder(command).redirectError(errors.toFile());
    builder.environment().keySet().removeAll(Set.of("JDK_JAVA_OPTIONS", "JAVA_TOOL_OPTIONS")); // a JVM says that it has picked them up
    Process process = builder.start();
    CompletableFuture.delayedExecutor(PATIENCE_SECONDS, TimeUnit.SECONDS).execute(process::destroyForcibly);
    return new ChildJvm(process, errors);
  }

  private static String classPath(Class<?> program) {
    return Stream.of(FiberTable.class, program)
        .map(
            type -> {
              try {
                return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
              } catch (URISyntaxException e) {
                throw new IllegalStateException(e);
              }
            })
        .flatMap(at -> Stream.of(at, at.resolveSibling("classes"), at.resolveSibling("test-classes")))
        .distinct()
        .map(Path::toString)
        .collect(Collectors.joining(File.pathSeparator));
  }

  Process process() {
    return process;
  }

  /// The next line of its standard output.
  String readLine() throws IOException {
    String line = reader().readLine();
    output.append(line).append('\n');
    return line;
  }

  private BufferedReader reader() {
    return process.inputReader(StandardCharsets.UTF_8);
  }

  /// Waits until it has ended, and says how.
  public Ended end() throws IOException, InterruptedException {
    String line = reader().readLine();
    while (line != null) {
      output.append(line).append('\n');
      line = reader().readLine();
    }
    if (!process.waitFor(30, TimeUnit.SECONDS)) {
      throw new AssertionError("it does not end");
    }
    return new Ended(process.exitValue(), output.toString(), Files.readString(errors));
  }

  @Override
  public void close() throws IOException {
    process.destroyForcibly();
    Files.deleteIfExists(errors);
  }
}
