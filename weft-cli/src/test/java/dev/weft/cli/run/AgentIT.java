package dev.weft.cli.run;

import static dev.weft.cli.run.Child.WEFT_JAR;
import static dev.weft.cli.run.Child.java;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `java -javaagent:weft.jar`, with no other flag, under somebody else's command.
class AgentIT {
  @TempDir private Path folder;

  @Test
  void everyVirtualThreadOfAJarIsOnWeft() throws Exception {
    Compiled.program(folder, "Everywhere");
    Path jar = Compiled.jar(folder.resolve("app.jar"), folder, Map.of("Main-Class", "Everywhere"));
    Child plain = java("-jar", jar.toString()).run();
    assertThat(plain.lines()).contains("answered 1000").anyMatch(line -> line.contains("ForkJoinPool"));
    Child child = java("-javaagent:" + WEFT_JAR, "-jar", jar.toString()).run();
    assertThat(child.err()).isEmpty();
    assertThat(child.exit()).isZero();
    assertThat(child.lines()).contains("answered 1000").noneMatch(line -> line.contains("ForkJoinPool"));
  }

  @Test
  void mainStaysOnItsThreadWhenAsked() throws Exception {
    Child child = java("-javaagent:" + WEFT_JAR + "=main=thread", "Words.java", "0").run();
    assertThat(child.err()).isEmpty();
    assertThat(child.lines()).contains("thread main false");
  }

  @Test
  void aProgramThatCannotBeStartedIsExitCode1AsInJava() throws Exception {
    Child child = java("-javaagent:" + WEFT_JAR, "Missing").in(folder).run();
    assertThat(child.exit()).isEqualTo(1);
    assertThat(child).isEqualTo(java("Missing").in(folder).run());
  }

  @Test
  void anAgentThatIsNamedTwiceIsOneMessageAndExitCode2() throws Exception {
    Child child = java("-javaagent:" + WEFT_JAR, "-javaagent:" + WEFT_JAR + "=scheduler=event-loop", "Words.java").run();
    assertThat(child.exit()).isEqualTo(2);
    assertThat(child.err().lines()).singleElement().asString().contains("named twice");
  }

  @Test
  void aWrongOptionIsOneMessageAndExitCode2() throws Exception {
    Child child = java("-javaagent:" + WEFT_JAR + "=speed=high", "Words.java").run();
    assertThat(child.exit()).isEqualTo(2);
    assertThat(child.err().lines()).singleElement().asString().contains("no option 'speed'");
  }
}
