package dev.weft.bench.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CorpusTest {
  private static final Path CORPUS = Path.of("..", "weft-check", "corpus");
  private static final Set<String> KINDS =
      Set.of("data race", "deadlock", "lost wake-up", "leak", "assertion", "exception", "livelock");

  @TempDir Path folder;

  @Test
  void everyProgramIsInTheIndexAndEveryKindIsKnown() throws IOException {
    List<CheckCase> cases = Corpus.read(CORPUS, true);
    Set<Path> indexed = new HashSet<>();
    for (CheckCase each : cases) {
      indexed.add(each.file().normalize());
      assertThat(KINDS).as(each.label()).containsAll(each.kinds());
      assertThat(each.kinds().isEmpty()).as(each.label()).isEqualTo(!each.buggy());
    }
    try (Stream<Path> files = Files.walk(CORPUS)) {
      assertThat(files.filter(file -> file.toString().endsWith(".java")).map(Path::normalize))
          .containsExactlyInAnyOrderElementsOf(indexed);
    }
  }

  @Test
  void halfOfTheProgramsAreCorrect() throws IOException {
    List<CheckCase> cases = Corpus.read(CORPUS, false);
    assertThat(cases).hasSizeGreaterThanOrEqualTo(60);
    assertThat(cases.stream().filter(CheckCase::buggy).count()).isEqualTo(cases.size() / 2);
  }

  @Test
  void everyProgramCompilesWithoutAWarningThatMatters() throws IOException {
    JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
    try (var manager = javac.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
      List<Path> sources = Corpus.read(CORPUS, false).stream().map(CheckCase::file).distinct().toList();
      boolean compiled =
          javac
              .getTask(
                  null,
                  manager,
                  null,
                  List.of("-Xlint:all,-static,-try", "-Werror", "-d", folder.toString()),
                  null,
                  manager.getJavaFileObjectsFromPaths(sources))
              .call();
      assertThat(compiled).isTrue();
    }
  }

  @Test
  void casesArePickedByNameProgramOrFolder() throws IOException {
    List<CheckCase> cases = Corpus.read(CORPUS, false);
    assertThat(Corpus.pick(cases, List.of("BrokenCounter"))).hasSize(1);
    assertThat(Corpus.pick(cases, List.of("Reorder"))).hasSizeGreaterThan(2).allMatch(each -> each.buggy());
    assertThat(Corpus.pick(cases, List.of("locks"))).hasSizeGreaterThan(10);
    assertThat(Corpus.pick(cases, List.of("nothing"))).isEmpty();
  }

  @Test
  void aFolderWithoutAnIndexSaysWhatToDo() {
    assertThatThrownBy(() -> Corpus.read(folder, false))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("has no index.json")
        .hasMessageContaining("--corpus");
  }

  @Test
  void theCorpusOfACheckoutIsFoundFromAnyFolderOfIt() throws IOException {
    assertThat(CorpusFolder.find()).isEqualTo(CORPUS.toAbsolutePath().normalize());
    Path inside = Files.createDirectories(folder.resolve("a/b"));
    assertThat(CorpusFolder.above(inside)).isNull();
    Path corpus = Files.createDirectories(folder.resolve("weft-check/corpus"));
    Files.writeString(corpus.resolve("index.json"), "[]");
    assertThat(CorpusFolder.above(inside)).isEqualTo(corpus);
  }

  @Test
  void aTimeHasAUnit() {
    assertThat(Budget.parse("500ms")).isEqualTo(Duration.ofMillis(500));
    assertThat(Budget.parse("2m")).isEqualTo(Duration.ofMinutes(2));
    assertThatThrownBy(() -> Budget.parse("5")).hasMessageContaining("such as 500ms");
    assertThatThrownBy(() -> Budget.parse("0s")).isInstanceOf(IllegalArgumentException.class);
  }
}
