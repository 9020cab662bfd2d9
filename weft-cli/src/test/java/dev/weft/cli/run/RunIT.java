package dev.weft.cli.run;

import static dev.weft.cli.run.Child.java;
import static dev.weft.cli.run.Child.weftRun;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// `weft run` with the real jar: what a program sees is what it would see under `java`.
class RunIT {
  @TempDir private Path folder;

  @Test
  void aProgramHasItsArgumentsInputFolderNameAndExitCode() throws Exception {
    Child child = weftRun(Child.PROGRAMS + "/Words.java", "7", "--scheduler", "--", "a b", "").in(folder).reading("in").run();
    assertThat(child.err()).isEmpty();
    assertThat(child.exit()).isEqualTo(7);
    assertThat(child.lines())
        .containsExactly(
            "arguments 7|--scheduler|--|a b|",
            "input in",
            "folder " + folder.toRealPath(),
            "thread main true",
            "loader true");
  }

  @Test
  void theFirstDoubleDashAfterTheProgramIsNotAnArgument() throws Exception {
    assertThat(weftRun("Words.java", "--", "0", "--").run().lines()).contains("arguments 0|--");
    assertThat(weftRun("--", "Words.java", "--", "0").run().lines()).contains("arguments 0");
  }

  @Test
  void aClassRunsFromTheClassPath() throws Exception {
    Compiled.program(folder, "Words");
    assertThat(weftRun("Words").in(folder).run().lines()).contains("thread main true", "loader true");
    assertThat(weftRun("--class-path", folder.toString(), "Words").run().lines()).contains("thread main true");
    assertThat(weftRun("Words").with("CLASSPATH", folder.toString()).run().lines()).contains("thread main true");
  }

  @Test
  void aJarRunsWithTheClassPathAndTheOpensOfItsManifest() throws Exception {
    Path library = Files.createDirectories(folder.resolve("library"));
    Path source = Files.writeString(folder.resolve("Answer.java"), "public class Answer { public static int of() { return 42; } }");
    Compiled.compile(library, "", source);
    Compiled.jar(folder.resolve("answer.jar"), library, Map.of());
    Path program = Files.createDirectories(folder.resolve("program"));
    Path main =
        Files.writeString(
            folder.resolve("App.java"),
            """
            public class App {
              public static void main(String[] args) throws Exception {
                var field = String.class.getDeclaredField("value");
                field.setAccessible(true);
                System.out.println("answer " + Answer.of() + " path " + System.getProperty("java.class.path"));
              }
            }
            """);
    Compiled.compile(program, library.toString(), main);
    Path jar =
        Compiled.jar(
            folder.resolve("app.jar"),
            program,
            Map.of("Main-Class", "App", "Class-Path", "answer.jar", "Add-Opens", "java.base/java.lang"));
    Child child = weftRun(jar.toString()).run();
    assertThat(child.err()).isEmpty();
    assertThat(child.out()).isEqualTo("answer 42 path " + jar + System.lineSeparator());
  }

  /// The handler of the exception finds no room either, as the memory is never given back.
  @Test
  void aProgramThatHasUsedUpItsMemoryFails() throws Exception {
    Path source =
        Files.writeString(
            folder.resolve("Fills.java"),
            """
            public class Fills {
              static Object[] last;
              public static void main(String[] args) {
                for (int size : new int[] {100_000, 1_000, 10, 2}) {
                  try {
                    while (true) {
                      Object[] more = new Object[size];
                      more[0] = last;
                      last = more;
                    }
                  } catch (OutOfMemoryError e) {
                    if (size == 2) {
                      throw e;
                    }
                  }
                }
              }
            }
            """);
    Compiled.compile(folder, "", source);
    Child child = weftRun("--jvm", "-Xmx24m", "--class-path", folder.toString(), "Fills").run();
    assertThat(child.exit()).isEqualTo(1);
    assertThat(child.err()).contains("OutOfMemoryError");
  }

  @Test
  void aSourceProgramMayHaveSeveralFilesAndUseWeftWithoutAnOption() throws Exception {
    Files.writeString(folder.resolve("Helper.java"), "class Helper { static Object help() { return dev.weft.Weft.class; } }");
    Files.writeString(folder.resolve("Main.java"), "void main() { IO.println(Helper.help()); }");
    Child child = weftRun("Main.java").in(folder).run();
    assertThat(child.err()).isEmpty();
    assertThat(child.out()).isEqualTo("class dev.weft.Weft" + System.lineSeparator());
  }

  @Test
  void aSourceProgramIsCompiledAgainstTheClassPath() throws Exception {
    Path library = Files.createDirectories(folder.resolve("library"));
    Path source = Files.writeString(folder.resolve("Answer.java"), "public class Answer { public static int of() { return 42; } }");
    Compiled.compile(library, "", source);
    Files.delete(source);
    Files.writeString(folder.resolve("Main.java"), "void main() { IO.println(Answer.of() + \" \" + dev.weft.Weft.class); }");
    Child child = weftRun("-cp", library.toString(), "Main.java").in(folder).run();
    assertThat(child.out()).isEqualTo("42 class dev.weft.Weft" + System.lineSeparator());
  }

  @Test
  void aProgramThatDoesNotCompileIsJavacsMessageAndExitCode2() throws Exception {
    Files.writeString(folder.resolve("Bad.java"), "void main() { int x = \"\"; }");
    Child plain = java("Bad.java").in(folder).run();
    Child child = weftRun("Bad.java").in(folder).run();
    assertThat(child.exit()).isEqualTo(2);
    assertThat(child.err()).isEqualTo(plain.err()).contains("incompatible types");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Fails", "FailsEarly", "FailsUnprintably"})
  void anExceptionInMainIsPrintedAsJavaDoes(String program) throws Exception {
    Compiled.program(folder, program);
    Child plain = java(program).in(folder).run();
    Child child = weftRun(program).in(folder).run();
    assertThat(plain.err()).startsWith("Exception in thread \"main\" ");
    assertThat(child).isEqualTo(plain);
    assertThat(child.exit()).isEqualTo(1);
  }

  @Test
  void anExceptionInMainOfASourceProgramShowsTheProgramAlone() throws Exception {
    Compiled.program(folder, "Fails");
    Child compiled = java("Fails").in(folder).run();
    assertThat(weftRun("Fails.java").run()).isEqualTo(compiled);
  }

  @Test
  void theProgramsOwnHandlerGetsTheException() throws Exception {
    Child plain = java("Fails.java", "x").run();
    assertThat(plain.err()).isEqualTo("handler main outer" + System.lineSeparator());
    assertThat(weftRun("Fails.java", "x").run()).isEqualTo(plain);
  }

  @Test
  void threadsOfTheMainFiberAreNoDaemonsAndThoseOfOtherFibersAre() throws Exception {
    Compiled.program(folder, "Threads");
    Child plain = java("Threads").in(folder).run();
    assertThat(plain.out()).contains("after main", "child of it", "child of a fiber daemon true", "left daemon false");
    assertThat(weftRun("Threads").in(folder).run()).isEqualTo(plain);
  }

  @ParameterizedTest
  @ValueSource(strings = {"work-stealing", "event-loop", "per-core", "kernel", "jdk"})
  void mainBehavesAsTheMainThreadDoes(String scheduler) throws Exception {
    Child plain = java("Habits.java").run();
    assertThat(plain.lines()).last().isEqualTo("main has ended: TERMINATED");
    assertThat(weftRun("--scheduler", scheduler, "Habits.java").run()).isEqualTo(plain);
  }

  @Test
  void aModulesMainClassIsAFiberToo() throws Exception {
    Path sources = Files.createDirectories(folder.resolve("src/p"));
    Path module = Files.writeString(folder.resolve("src/module-info.java"), "module m {}");
    Path main =
        Files.writeString(
            sources.resolve("Main.java"),
            "package p; class Main { void main() { System.out.println(Thread.currentThread().isVirtual()); } }");
    Path classes = folder.resolve("classes");
    Compiled.compile(classes, "", module, main);
    Child child = java("-javaagent:" + Child.WEFT_JAR, "-p", classes.toString(), "-m", "m/p.Main").run();
    assertThat(child.err()).isEmpty();
    assertThat(child.out()).isEqualTo("true" + System.lineSeparator());
  }

  @Test
  void variablesForTheJvmAreTheProgramsAndAreAnnouncedOnce() throws Exception {
    Files.writeString(folder.resolve("Show.java"), "void main() { IO.println(System.getProperty(\"x\")); }");
    Child plain = java("Show.java").in(folder).with("JDK_JAVA_OPTIONS", "-Dx=1").run();
    Child child = weftRun("Show.java").in(folder).with("WEFT_SET_ASIDE_JDK_JAVA_OPTIONS", "-Dx=1").run();
    assertThat(child).isEqualTo(plain);
    assertThat(child.err()).isEqualTo("NOTE: Picked up JDK_JAVA_OPTIONS: -Dx=1" + System.lineSeparator());
  }

  @Test
  void aProgramMadeForWeftFindsItselfInAFiber() throws Exception {
    Files.writeString(
        folder.resolve("Main.java"),
        """
        import dev.weft.Fiber;
        import dev.weft.Scope;
        import dev.weft.channel.Channel;

        void main() throws Exception {
          IO.println(Fiber.current().orElseThrow().name());
          Channel<Integer> numbers = Channel.rendezvous();
          try (var scope = Scope.open()) {
            scope.fork("source", () -> {
              for (int i = 1; i <= 1000; i++) {
                numbers.send(i);
              }
              numbers.close();
            });
            int sum = 0;
            for (int number : numbers) {
              sum += number;
            }
            IO.println(sum);
          }
        }
        """);
    for (String scheduler : List.of("work-stealing", "event-loop", "per-core", "kernel", "jdk")) {
      Child child = weftRun("--scheduler", scheduler, "Main.java").in(folder).run();
      assertThat(child.err()).isEmpty();
      assertThat(child.lines()).containsExactly("main", "500500");
    }
  }

  @ParameterizedTest
  @CsvSource({"work-stealing, work-stealing 3 null", "per-core, per-core 3 null", "kernel, kernel 3 null", "jdk, jdk 3 3"})
  void thereAreAsManyCarriersAsWasAsked(String scheduler, String answer) throws Exception {
    Files.writeString(
        folder.resolve("Asks.java"),
        """
        import dev.weft.schedule.Schedulers;

        void main() {
          var used = Schedulers.standard();
          IO.println(used.name() + " " + used.carriers() + " " + System.getProperty("jdk.virtualThreadScheduler.parallelism"));
        }
        """);
    Child child = weftRun("--carriers", "3", "--scheduler", scheduler, "Asks.java").in(folder).run();
    assertThat(child.err()).isEmpty();
    assertThat(child.lines()).containsExactly(answer);
  }

  @Test
  void optionsOfTheJvmReachIt() throws Exception {
    Files.writeString(folder.resolve("Show.java"), "void main() { IO.println(System.getProperty(\"x\") + System.getProperty(\"y\")); }");
    Child child = weftRun("--jvm", "-Dx=1", "--jvm=-Dy=2", "Show.java").in(folder).run();
    assertThat(child.out()).isEqualTo("12" + System.lineSeparator());
  }

  @Test
  void theProgramInheritsNoOpenFilesOfTheCommand() throws Exception {
    org.junit.jupiter.api.Assumptions.assumeTrue(Files.isDirectory(Path.of("/proc/self/fd")));
    Files.writeString(
        folder.resolve("Open.java"),
        """
        import java.nio.file.*;

        void main() throws Exception {
          try (var open = Files.list(Path.of("/proc/self/fd"))) {
            for (Path path : open.toList()) {
              try {
                if (Files.readSymbolicLink(path).endsWith("lib/modules")) {
                  IO.println("modules");
                }
              } catch (NoSuchFileException closed) {
                // it was there for the list
              }
            }
          }
        }
        """);
    assertThat(weftRun("Open.java").in(folder).run().lines()).hasSameSizeAs(java("Open.java").in(folder).run().lines());
  }

  @ParameterizedTest
  @CsvSource({
    "-Xbogus, Unrecognized option: -Xbogus", "-XX:+Bogus, Unrecognized VM option 'Bogus'", "-Xmx10z, Invalid maximum heap size: -Xmx10z"
  })
  void anOptionThatTheJvmRefusesIsExitCode2(String option, String complaint) throws Exception {
    Child child = weftRun("--jvm", "-Dx=1", "--jvm", option, "Words.java").run();
    assertThat(child.exit()).as(child.err()).isEqualTo(2);
    assertThat(child.err()).startsWith("weft run: the JVM does not start with these options: " + complaint).hasLineCount(1);
    assertThat(child.out()).isEmpty();
  }

  @Test
  void optionsThatTheJvmTakesAreLookedAtWithoutEffect() throws Exception {
    Path log = folder.resolve("gc.log");
    List<String> options =
        List.of("-Xlog:gc:file=" + log, "-XX:+IgnoreUnrecognizedVMOptions", "-XX:+Bogus", "-XX:+UnlockDiagnosticVMOptions",
            "-XX:+ShowHiddenFrames", "-cp", folder.toString(), "-Xmx64m", "-XX:+UseSerialGC");
    List<String> words = new ArrayList<>();
    options.forEach(option -> words.addAll(List.of("--jvm", option)));
    words.addAll(List.of("Words.java", "0", "a b"));
    Child child = weftRun(words.toArray(String[]::new)).run();
    assertThat(child.err()).isEmpty();
    assertThat(child.exit()).isZero();
    assertThat(child.lines()).contains("arguments 0|a b");
    assertThat(log).exists();
    assertThat(folder.resolve("gc.log.0")).as("the log of a start before this one").doesNotExist();
  }

  @Test
  void whatTheLauncherFindsWrongIsExitCode2Too() throws Exception {
    Files.writeString(folder.resolve("NoMain.java"), "class NoMain {}");
    Child noMain = weftRun("NoMain.java").in(folder).run();
    assertThat(noMain.exit()).isEqualTo(2);
    assertThat(noMain.err()).isEqualTo(java("NoMain.java").in(folder).run().err());
    Child missing = weftRun("--jvm", "-Dx=1", "Missing").in(folder).run();
    assertThat(missing.exit()).isEqualTo(2);
    assertThat(missing.err()).startsWith("Error: Could not find or load main class Missing");
  }
}
