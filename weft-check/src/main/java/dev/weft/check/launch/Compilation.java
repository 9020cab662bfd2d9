package dev.weft.check.launch;

import dev.weft.check.engine.compile.CompileMain;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A source file that is being compiled, in a JVM of its own, while the caller goes on.
///
/// The compiler's classes are most of the work, so they are archived (class data sharing): the first compilation of a build of Weft
/// leaves the archive in the folder of temporary files, the others start with it.
final class Compilation implements AutoCloseable {
  private final Process process;
  private final Path errors;
  private final Path archive;
  private final @Nullable Path newArchive;

  private Compilation(Process process, Path errors, Path archive, @Nullable Path newArchive) {
    this.process = process;
    this.errors = errors;
    this.archive = archive;
    this.newArchive = newArchive;
  }

  /// @param jvmOptions of the JVM that will run the program
  /// @param folder for the classes; what the compiler says otherwise goes beside it
  static Compilation start(Path source, String classPath, List<String> jvmOptions, Path folder) throws IOException {
    Path jar = RuntimeJar.path();
    Path archive = jar.resolveSibling(jar.getFileName() + "-" + Runtime.version().hashCode() + ".jsa");
    Path fresh = Files.exists(archive) ? null : jar.resolveSibling(archive.getFileName() + "." + ProcessHandle.current().pid());
    Path errors = folder.resolveSibling("compiler.txt");
    List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-XX:-UsePerfData", "-Xlog:disable", "-Xshare:auto"));
    command.add(fresh == null ? "-XX:SharedArchiveFile=" + archive : "-XX:ArchiveClassesAtExit=" + fresh);
    command.addAll(List.of("-cp", jar.toString(), CompileMain.class.getName(), source.toString(), classPath, folder.toString()));
    command.addAll(CompilerOptions.of(jvmOptions));
    Process process = new ProcessBuilder(command).redirectError(errors.toFile()).start();
    return new Compilation(process, errors, archive, fresh);
  }

  /// Waits for the class with main.
  ///
  /// @throws Program.NotUsable if the file does not compile or has no main; the message says which
  String mainClass() throws IOException, Program.NotUsable {
    String answer;
    try (InputStream out = process.getInputStream()) {
      answer = new String(out.readAllBytes(), StandardCharsets.UTF_8);
    }
    if (answer.startsWith(CompileMain.MAIN)) {
      return answer.substring(CompileMain.MAIN.length());
    }
    throw new Program.NotUsable(answer.isEmpty() ? "the compiler's JVM failed: " + Files.readString(errors).strip() : answer);
  }

  /// Puts the archive in its place, if one is being made: the JVM writes it when it ends.
  @Override
  public void close() throws IOException, InterruptedException {
    Path fresh = newArchive;
    if (fresh != null && process.waitFor() == 0 && Files.exists(fresh)) {
      Files.move(fresh, archive, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
    process.destroyForcibly();
  }
}
