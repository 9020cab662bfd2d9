package dev.weft.check.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What one schedule leaves behind, the next does not find; or the report says that it may.
class IsolationTest {
  @TempDir
  Path directory;

  @Test
  void stateOfEnumsAndInterfacesIsSetAnew() throws IOException, InterruptedException {
    Checked run = check("EnumState", "--time", "2s");
    assertThat(run.exit).as(run.output).isZero();
    assertThat((String) run.json.get("isolation")).startsWith("static fields of ");
    assertThat(run.output).doesNotContain("note:");
  }

  @Test
  void stateOfLibrariesIsSetAnew() throws IOException, InterruptedException {
    Checked run = Checked.run(directory, "--time", "2s", "-cp", library().toString(), Checked.program("UsesLibrary").toString());
    assertThat(run.exit).as(run.output).isZero();
    assertThat(run.output).doesNotContain("note:");
  }

  @Test
  void classesAreLoadedAnewWhereTheirStateCannotBeSet() throws IOException, InterruptedException {
    Checked run = check("SelfReference", "--time", "3s");
    assertThat(run.exit).as(run.output).isZero();
    assertThat(run.json).containsEntry("isolation", "classes loaded anew for each schedule");
    assertThat(run.output).contains("note: each schedule loads the program's classes anew, because");
    Checked fixed = check("SelfReference", "--time", "2s", "--isolation", "statics");
    assertThat(fixed.json).containsEntry("verdict", "clean");
    assertThat(fixed.output).contains("something that this isolation does not reset");
    assertThat(fixed.json).containsEntry("complete", false);
  }

  @Test
  void aReplayIsIsolatedAsTheExplorationWas() throws IOException, InterruptedException {
    String source = Checked.program("SelfReference").toString();
    assertThat(Checked.run(directory, "--time", "60s", source, "strict").kinds()).containsExactly("assertion");
    assertThat(Files.readString(directory.resolve("SelfReference-1.weft"))).contains("\"isolation\": \"loader\"");
    Checked again = Checked.run(directory, "--replay", "SelfReference-1.weft", source, "strict");
    assertThat(again.exit).as(again.output).isEqualTo(1);
    assertThat(again.output).contains("the replay went exactly as recorded");
    assertThat(again.json).containsEntry("isolation", "classes loaded anew for each schedule");
  }

  @Test
  void eachScheduleGetsAJvmWhereClassesLoadedAnewDoNotDo() throws IOException, InterruptedException {
    Checked run = check("PropertyState", "--time", "4s");
    assertThat(run.exit).as(run.output).isZero();
    assertThat(run.json).containsEntry("isolation", "a JVM for each schedule");
    assertThat(run.output).contains("note: each schedule has a JVM of its own, because", "note: leaks were not looked for");
  }

  @Test
  void aBugFoundInAJvmOfItsOwnReplays() throws IOException, InterruptedException {
    String source = Checked.program("PropertyState").toString();
    Checked run = Checked.run(directory, "--isolation", "jvm", "--time", "4m", source, "strict");
    assertThat(run.kinds()).as(run.output).containsExactly("assertion");
    assertThat(run.output).contains("lost an update", "note: the schedule was not shrunk");
    Checked again = Checked.run(directory, "--replay", "PropertyState-1.weft", source, "strict");
    assertThat(again.exit).isEqualTo(1);
    assertThat(again.output).contains("lost an update", "the replay went exactly as recorded");
  }

  @Test
  void filesAreBeyondIsolation() throws IOException, InterruptedException {
    Checked run = Checked.run(directory, "--time", "6s", Checked.program("FileState").toString(), "runs.txt");
    assertThat(run.exit).as(run.output).isZero();
    assertThat(run.output).contains("note: schedules do not repeat, not even in JVMs of their own");
    assertThat((String) run.json.get("isolation")).isEqualTo("no static state");
  }

  private Checked check(String program, String... options) throws IOException, InterruptedException {
    String[] all = java.util.Arrays.copyOf(options, options.length + 1);
    all[options.length] = Checked.program(program).toString();
    return Checked.run(directory, all);
  }

  private Path library() throws IOException {
    Path source = Path.of("src/test/resources/library/library/Registry.java");
    Path classes = Files.createDirectory(directory.resolve("library-classes"));
    assertThat(ToolProvider.getSystemJavaCompiler().run(null, null, null, "-d", classes.toString(), source.toString())).isZero();
    Path jar = directory.resolve("library.jar");
    try (OutputStream file = Files.newOutputStream(jar); JarOutputStream out = new JarOutputStream(file)) {
      out.putNextEntry(new JarEntry("library/Registry.class"));
      Files.copy(classes.resolve("library/Registry.class"), out);
      out.closeEntry();
    }
    return jar;
  }
}
