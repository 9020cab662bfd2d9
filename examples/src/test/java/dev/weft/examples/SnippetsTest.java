package dev.weft.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Compiles every Java snippet of the documents.
///
/// A snippet with a `main` is a whole file. Any other is the body of a method, or members of a class if it begins with a declaration
/// that no body may hold; what it uses without declaring it comes from the document's comments `<!-- java ... -->`.
/// The guide to scopes is left out: its snippets are taken from a test of the core, which compares the two.
class SnippetsTest {
  private static final Path CHECKOUT = Path.of("").toAbsolutePath().getParent();
  private static final Pattern SNIPPET = Pattern.compile("^```java\n(.*?)^```$", Pattern.DOTALL | Pattern.MULTILINE);
  private static final Pattern CONTEXT = Pattern.compile("^<!-- java\n(.*?)^-->$", Pattern.DOTALL | Pattern.MULTILINE);
  private static final String IMPORTS =
      """
      import module java.base;
      import dev.weft.*;
      import dev.weft.Timer;
      import dev.weft.channel.*;
      import dev.weft.channel.Channel;
      import dev.weft.observe.*;
      import dev.weft.schedule.*;
      import dev.weft.sync.*;
      import dev.weft.sync.Semaphore;

      """;

  @TempDir private Path folder;

  static Stream<Path> documents() throws IOException {
    try (Stream<Path> guides = Files.list(CHECKOUT.resolve("docs/guide"))) {
      List<Path> all = new ArrayList<>(guides.filter(SnippetsTest::isOurs).sorted().toList());
      all.add(CHECKOUT.resolve("README.md"));
      return all.stream();
    }
  }

  private static boolean isOurs(Path file) {
    return file.toString().endsWith(".md") && !file.endsWith("scopes.md");
  }

  @ParameterizedTest
  @MethodSource("documents")
  void everySnippetCompiles(Path document) throws IOException {
    String text = Files.readString(document);
    String context = String.join("", groups(CONTEXT, text));
    List<String> snippets = groups(SNIPPET, text);
    assertThat(snippets).as("snippets of " + document).isNotEmpty();
    for (int i = 0; i < snippets.size(); i++) {
      String snippet = snippets.get(i);
      Path source = folder.resolve("Snippet" + i + ".java");
      Files.writeString(source, snippet.contains("void main(") ? snippet : wrapped("Snippet" + i, context, snippet));
      assertThat(Compiled.errors(folder, List.of(source))).as("snippet of " + document + "\n" + snippet).isEmpty();
    }
  }

  private static String wrapped(String name, String context, String snippet) {
    String body = snippet.startsWith("void ") ? snippet : "void snippet() throws Exception {\n" + snippet + "}\n";
    return IMPORTS + "class " + name + " {\n" + context + body + "}\n";
  }

  private static List<String> groups(Pattern pattern, String text) {
    return pattern.matcher(text).results().map((MatchResult found) -> found.group(1)).toList();
  }
}
