package dev.weft.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/// Mistakes on the command line: one message on standard error, exit code 2.
class WeftCommandTest {
  @TempDir private Path folder;

  private final StringWriter err = new StringWriter();
  private final StringWriter out = new StringWriter();
  private final CommandLine weft = WeftCommand.commandLine();

  @BeforeEach
  void capture() {
    weft.setErr(new PrintWriter(err, true)).setOut(new PrintWriter(out, true));
  }

  private void refuses(String message, String... words) {
    assertThat(weft.execute(words)).isEqualTo(2);
    assertThat(err.toString().lines()).singleElement().asString().contains(message);
    assertThat(out.toString()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          run                                            | the program is missing
          run --nothing X                                | Unknown option: '--nothing'
          run a-b                                        | 'a-b' is neither FILE.java nor FILE.jar
          run Missing.java                               | there is no file Missing.java
          run missing.jar                                | there is no file missing.jar
          run --class-path . no.Missing                  | there is no class no.Missing in .
          run --carriers many X                          | --carriers takes a number from 1
          run --carriers 0 X                             | --carriers takes a number from 1
          run --carriers                                 | --carriers
          run --scheduler best X                         | --scheduler takes one of work-stealing, event-loop
          run --scheduler event-loop --carriers 2 X      | an event loop has one carrier
          run --dump-on-hang soon X                      | --dump-on-hang takes a duration
          fly                                            | there is no command 'fly': choose one of run, check, bench
          check --schedules many X.java                  | '--schedules': 'many' is no whole number
          bench --runs 99999999999                       | '--runs': '99999999999' is no whole number, or too large
          """)
  void aMistakeIsNamed(String words, String message) {
    refuses(message, words.split(" "));
  }

  @Test
  void noCommandIsAMistake() {
    refuses("which command?");
  }

  @Test
  void filesThatAreNoProgramsAreRefused() throws Exception {
    Path text = Files.writeString(folder.resolve("text.jar"), "no jar");
    refuses("text.jar is not a jar", "run", text.toString());
  }

  @Test
  void aJarWithoutAMainClassIsRefused() throws Exception {
    Path library = folder.resolve("library.jar");
    new JarOutputStream(Files.newOutputStream(library), new Manifest()).close();
    refuses("library.jar has no Main-Class", "run", library.toString());
  }

  @Test
  void aJarTakesNoClassPath() throws Exception {
    Path jar = Files.writeString(folder.resolve("a.jar"), "");
    refuses("a jar brings its own class path", "run", "--class-path", "x", jar.toString());
  }

  @Test
  void aFolderIsNoProgram() throws Exception {
    Path fake = Files.createDirectory(folder.resolve("Folder.java"));
    refuses("Folder.java is not a file", "run", fake.toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"run", "check"})
  void everyCommandTellsTheVersion(String command) {
    assertThat(weft.execute(command, "--version")).isZero();
    assertThat(out.toString()).startsWith("weft ").contains("Java ");
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void helpIsOnStandardOutput() {
    assertThat(weft.execute("run", "--help")).isZero();
    assertThat(out.toString()).contains("--scheduler", "--jvm", "--dump-on-hang");
    assertThat(err.toString()).isEmpty();
  }
}
