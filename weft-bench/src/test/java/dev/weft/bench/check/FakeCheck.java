package dev.weft.bench.check;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Stands in for `weft check`: what it reports depends on the name of the program. It understands `--json`, `--replay` and
/// `--repeat`, follows one schedule too few of a program called `Drifting`, and counts six executions.
final class FakeCheck {
  private FakeCheck() {}

  public static void main(String[] args) throws IOException {
    List<String> all = List.of(args);
    String program = all.stream().filter(each -> each.endsWith(".java")).findFirst().orElseThrow();
    String name = Path.of(program).getFileName().toString().replace(".java", "");
    if (name.equals("Crashing")) {
      System.out.println("no such thing");
      return;
    }
    boolean bug = name.equals("Racy") || name.equals("Drifting") || name.equals("Accused");
    int times = all.contains("--repeat") ? Integer.parseInt(all.get(all.indexOf("--repeat") + 1)) : 0;
    int exact = name.equals("Drifting") ? times - 1 : times;
    String bugs =
        """
        {"kind": "data race", "headline": "data race on x", "schedule": 7, "replay": "%s-1.weft"}"""
            .formatted(name);
    Files.writeString(
        Path.of(all.get(all.indexOf("--json") + 1)),
        """
        {"verdict": "%s", "bugs": [%s], "schedules": 40, "complete": true, "distinct": 6, "seconds": 0.5, "exact": %d}
        """
            .formatted(bug ? "bug" : "clean", bug ? bugs : "", exact));
  }
}
