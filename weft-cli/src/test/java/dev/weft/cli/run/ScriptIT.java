package dev.weft.cli.run;

import static dev.weft.cli.run.Child.CHECKOUT;
import static dev.weft.cli.run.Child.command;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// The script in the root of the checkout, when there is nothing to build.
@DisabledOnOs(OS.WINDOWS)
class ScriptIT {
  private static final String WEFT = CHECKOUT.resolve("weft").toString();
  private static final String WORDS = Child.PROGRAMS.resolve("Words.java").toString();

  @TempDir private Path folder;

  @Test
  void itRunsFromAnyFolderThroughALinkAndSaysNothing() throws Exception {
    Path link = Files.createSymbolicLink(folder.resolve("w"), Path.of(WEFT));
    Path linkToLink = Files.createSymbolicLink(folder.resolve("ww"), link.getFileName());
    Child child = command(linkToLink.toString(), "run", WORDS, "3", "a b").in(folder).reading("x").run();
    assertThat(child.err()).isEmpty();
    assertThat(child.exit()).isEqualTo(3);
    assertThat(child.lines()).contains("arguments 3|a b", "input x", "folder " + folder.toRealPath());
  }

  @Test
  void variablesForTheJvmAreAnnouncedByTheProgramsJvmAlone() throws Exception {
    Child child = command(WEFT, "run", WORDS).with("JAVA_TOOL_OPTIONS", "-Dx='a b'").run();
    assertThat(child.err()).isEqualTo("Picked up JAVA_TOOL_OPTIONS: -Dx='a b'" + System.lineSeparator());
    assertThat(command(WEFT, "--version").with("JAVA_TOOL_OPTIONS", "-Dx=1").run().err()).isEmpty();
  }

  /// The command under a report is the one that was typed: it works from where it was typed.
  @Test
  void aReplayIsStartedAsTheCheckWas() throws Exception {
    Path link = Files.createSymbolicLink(folder.resolve("my weft"), Path.of(WEFT));
    Files.copy(CHECKOUT.resolve("weft-check/src/test/resources/programs/Counter.java"), folder.resolve("Counter.java"));
    Child child = command(link.toString(), "check", "Counter.java").in(folder).run();
    String replay = child.lines().stream().filter(line -> line.startsWith("replay: ")).findFirst().orElseThrow().substring(8);
    assertThat(replay).isEqualTo("'" + link + "' check --replay Counter-1.weft Counter.java");
    Child again = command("/bin/sh", "-c", replay).in(folder).run();
    assertThat(again.exit()).isEqualTo(1);
    assertThat(again.out()).contains("the replay went exactly as recorded");
  }

  @Test
  void variablesForTheJvmReachTheOneThatExplores() throws Exception {
    Files.writeString(folder.resolve("Shows.java"), "class Shows { public static void main(String[] a) {"
        + " if (!\"b c\".equals(System.getProperty(\"a\"))) throw new AssertionError(); } }");
    Child child = command(WEFT, "check", "Shows.java").in(folder).with("JAVA_TOOL_OPTIONS", "-Da='b c'").run();
    assertThat(child.exit()).as(child.out()).isZero();
  }

  @Test
  void withoutAFitJdkItSaysWhatToDo() throws Exception {
    String script = Files.readString(Path.of(WEFT));
    assertThat(script).contains("feature=25");
    Path copy = Files.writeString(folder.resolve("weft"), script.replace("feature=25", "feature=99"));
    Child child = command("/bin/sh", copy.toString(), "--version").run();
    assertThat(child.exit()).isEqualTo(2);
    assertThat(child.err()).contains("no JDK 99 or newer", "JAVA_HOME");
    assertThat(child.out()).isEmpty();
  }

  @Test
  void aJavaHomeThatIsTooOldIsPassedOver() throws Exception {
    Path old = Files.createDirectories(folder.resolve("old/bin")).getParent();
    Files.writeString(old.resolve("release"), "JAVA_VERSION=\"17.0.1\"\n");
    for (String tool : new String[] {"java", "javac"}) {
      Path file = Files.writeString(old.resolve("bin").resolve(tool), "#!/bin/sh\necho old\n");
      assertThat(file.toFile().setExecutable(true)).isTrue();
    }
    Child child = command(WEFT, "--version").with("JAVA_HOME", old.toString()).run();
    assertThat(child.out()).startsWith("weft ").doesNotContain("old");
  }
}
