package dev.weft.cli.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.cli.UsageException;
import dev.weft.cli.agent.AgentOptions;
import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LaunchPlanTest {
  private static final Path HOME = Path.of("jdk");
  private static final Path WEFT = Path.of("weft.jar");
  private static final String JAVA = HOME.resolve("bin").resolve("java").toString();
  private static final String AGENT =
      "-javaagent:weft.jar=scheduler=work-stealing,main=fiber,started-by=weft";
  private static final String COMPACT = "-XX:+UseCompactObjectHeaders";
  private static final String INLINE = "-XX:InlineSmallCode=6000";

  private static List<String> plan(Program program, String... arguments) throws UsageException {
    return LaunchPlan.of(program, List.of(arguments), List.of("-Xmx1g"), AgentOptions.DEFAULT, HOME, WEFT).command();
  }

  private static List<String> plan(@Nullable String classPath) throws UsageException {
    return plan(new Program.MainClass("a.B", classPath), "x");
  }

  @Test
  void theAgentComesFirstThenOwnOptionsThenTheUsersThenTheProgram() throws UsageException {
    assertThat(plan(new Program.Jar("a.jar"), "-x", "--"))
        .containsExactly(JAVA, AGENT, COMPACT, INLINE, "-Xmx1g", "-jar", "a.jar", "-x", "--");
  }

  @Test
  void aClassPathThatWasNotGivenIsLeftToTheLauncher() throws UsageException {
    assertThat(plan((String) null)).containsExactly(JAVA, AGENT, COMPACT, INLINE, "-Xmx1g", "a.B", "x");
    assertThat(plan("lib"))
        .containsExactly(JAVA, AGENT, COMPACT, INLINE, "-Xmx1g", "--class-path", "lib" + File.pathSeparator + "weft.jar", "a.B", "x");
  }

  @Test
  void aSourceFileIsCompiledAgainstTheClassPathThatWasGiven() throws UsageException {
    assertThat(plan(new Program.Source("A.java", null), "x")).containsExactly(JAVA, AGENT, COMPACT, INLINE, "-Xmx1g", "A.java", "x");
    assertThat(plan(new Program.Source("A.java", "lib"), "x"))
        .containsExactly(JAVA, AGENT, COMPACT, INLINE, "-Xmx1g", "--class-path", "lib", "A.java", "x");
  }

  @ParameterizedTest
  @ValueSource(strings = {"CLASSPATH", "JDK_JAVA_OPTIONS", "JAVA_TOOL_OPTIONS", "_JAVA_OPTIONS", "WEFT_SET_ASIDE_JDK_JAVA_OPTIONS"})
  void variablesThatMayNameOtherPlacesForClasses(String variable) {
    assertThat(LaunchPlan.speaksToTheJvm(Map.of("HOME", "x", variable, "y"))).isTrue();
    assertThat(LaunchPlan.speaksToTheJvm(Map.of("HOME", "x"))).isFalse();
  }

  @Test
  void variablesThatTheScriptHasSetAsideGetTheirNamesBack() throws UsageException {
    LaunchPlan plan = LaunchPlan.of(new Program.Jar("a.jar"), List.of(), List.of(), AgentOptions.DEFAULT, HOME, WEFT);
    assertThat(plan.setAside())
        .isEqualTo(
            Map.of(
                "WEFT_SET_ASIDE_JDK_JAVA_OPTIONS", "JDK_JAVA_OPTIONS", "WEFT_SET_ASIDE_JAVA_TOOL_OPTIONS", "JAVA_TOOL_OPTIONS",
                "WEFT_SET_ASIDE__JAVA_OPTIONS", "_JAVA_OPTIONS"));
  }

  @Test
  void aJarWhosePathAnAgentCannotHaveIsRefused() {
    Path strange = Path.of("a=b", "weft.jar");
    assertThatThrownBy(
            () ->
                LaunchPlan.of(
                    new Program.Jar("a.jar"), List.of(), List.of(), AgentOptions.DEFAULT, HOME, strange))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("'='");
  }
}
