package dev.weft.bench.check;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Stands in for `weft check`: what it reports depends on the name of the program. It understands `--json` and
/// `--replay`, and fails the replay of a program called `Drifting`.
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
    boolean replay = all.contains("--replay");
    String note = replay && !name.equals("Drifting") ? "\"the replay went exactly as recorded\"" : "";
    String bugs =
        """
        {"kind": "data race", "headline": "data race on x", "schedule": 7, "replay": "%s-1.weft"}"""
            .formatted(name);
    Files.writeString(
        Path.of(all.get(all.indexOf("--json") + 1)),
        """
        {"verdict": "%s", "bugs": [%s], "schedules": 40, "complete": true, "seconds": 0.5, "notes": [%s]}
        """
            .formatted(bug ? "bug" : "clean", bug ? bugs : "", note));
  }
}
