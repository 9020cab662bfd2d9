package dev.weft.bench.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Reads the cases of a folder from its `index.json`.
///
/// The index is an array of objects: `name`, `file` (relative to the folder), `main`, `args`, `virtualArgs` (`null`
/// where the program has no variant on virtual threads), `verdict` (`clean` or `bug`), `kinds`, `about`, and
/// where there is something to say `executions` and `suite`.
public final class Corpus {
  static final String INDEX = "index.json";

  private Corpus() {}

  /// @param folder where the index is
  /// @param virtual whether to add each program's variant on virtual threads
  /// @throws IOException with a message of one line if there is no index or it cannot be understood
  public static List<CheckCase> read(Path folder, boolean virtual) throws IOException {
    Path index = folder.resolve(INDEX);
    if (!Files.isRegularFile(index)) {
      throw new IOException("No corpus in " + folder + ": it has no " + INDEX + ". Name its folder with --corpus.");
    }
    List<CheckCase> cases = new ArrayList<>();
    for (JsonNode entry : new ObjectMapper().readTree(index.toFile())) {
      cases.add(one(folder, entry, false));
      if (virtual && entry.path("virtualArgs").isArray()) {
        cases.add(one(folder, entry, true));
      }
    }
    return cases;
  }

  /// The cases whose name or folder is among `wanted`; all if nothing is wanted.
  public static List<CheckCase> pick(List<CheckCase> cases, List<String> wanted) {
    if (wanted.isEmpty()) {
      return cases;
    }
    return cases.stream().filter(each -> wanted.stream().anyMatch(want -> named(each, want))).toList();
  }

  /// The cases of a public suite; all if it is empty.
  static List<CheckCase> ofSuite(List<CheckCase> cases, String suite) {
    return suite.isEmpty() ? cases : cases.stream().filter(each -> each.suite().equalsIgnoreCase(suite)).toList();
  }

  private static boolean named(CheckCase one, String want) {
    String lower = want.toLowerCase(Locale.ROOT);
    Path group = one.file().toAbsolutePath().getParent();
    return one.name().toLowerCase(Locale.ROOT).equals(lower)
        || one.main().toLowerCase(Locale.ROOT).equals(lower)
        || group != null && group.endsWith(lower);
  }

  private static CheckCase one(Path folder, JsonNode entry, boolean virtual) throws IOException {
    String name = text(entry, "name");
    String verdict = text(entry, "verdict");
    if (!verdict.equals("bug") && !verdict.equals("clean")) {
      throw new IOException("Case " + name + " of the corpus has the verdict \"" + verdict + "\", not bug or clean.");
    }
    Path file = folder.resolve(text(entry, "file"));
    if (!Files.isRegularFile(file)) {
      throw new IOException("Case " + name + " of the corpus names a file that is not there: " + file);
    }
    return new CheckCase(
        name,
        file,
        text(entry, "main"),
        strings(entry, virtual ? "virtualArgs" : "args"),
        virtual,
        verdict.equals("bug"),
        Set.copyOf(new LinkedHashSet<>(strings(entry, "kinds"))),
        text(entry, "about"),
        entry.path("executions").asLong(0),
        entry.path("suite").asText(""));
  }

  private static String text(JsonNode entry, String field) throws IOException {
    JsonNode value = entry.path(field);
    if (!value.isTextual()) {
      throw new IOException("An entry of the corpus' index has no \"" + field + "\": " + entry);
    }
    return value.asText();
  }

  private static List<String> strings(JsonNode entry, String field) {
    List<String> values = new ArrayList<>();
    entry.path(field).forEach(each -> values.add(each.asText()));
    return values;
  }
}
