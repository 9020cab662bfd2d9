package dev.weft.check.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.check.engine.report.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Wrong programs of the corpus: what is found on continuations fails in the same way, event by event, on real threads.
@Execution(ExecutionMode.CONCURRENT)
class CorpusOnPlatformThreadsIT {
  private static final Path CORPUS = Path.of("corpus").toAbsolutePath();

  @TempDir
  Path directory;

  static Stream<Arguments> wrongPrograms() throws IOException {
    Map<?, ?> index = Json.parseObject("{\"cases\":" + Files.readString(CORPUS.resolve("index.json")) + "}");
    List<Arguments> cases = new ArrayList<>();
    Set<Object> files = new HashSet<>(); // one size of each program is enough, and every second program
    for (Object item : (List<?>) index.get("cases")) {
      if (item instanceof Map<?, ?> one && "bug".equals(one.get("verdict")) && files.add(one.get("file"))
          && files.size() % 2 == 1) {
        String[] arguments = ((List<?>) one.get("args")).stream().map(String::valueOf).toArray(String[]::new);
        cases.add(Arguments.of(one.get("name"), CORPUS.resolve(String.valueOf(one.get("file"))).toString(), arguments));
      }
    }
    assertThat(cases).hasSizeGreaterThan(40);
    return cases.stream();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("wrongPrograms")
  void failsInTheSameWay(String name, String source, String[] arguments) throws IOException, InterruptedException {
    Checked found = Checked.run(directory, with(arguments, "--time", "20s", source));
    assertThat(found.exit).as(found.output).isEqualTo(1);
    String replay = (String) ((Map<?, ?>) ((List<?>) found.json.get("bugs")).getFirst()).get("replay");
    Checked again = Checked.run(directory, with(arguments, "--replay", replay, "--platform", source));
    assertThat(again.exit).as(again.output).isEqualTo(1);
    assertThat(again.kinds()).containsAll(found.kinds());
    assertThat(again.output).contains("the replay went exactly as recorded");
  }

  private static String[] with(String[] arguments, String... options) {
    return Stream.concat(Arrays.stream(options), Arrays.stream(arguments)).toArray(String[]::new);
  }
}
