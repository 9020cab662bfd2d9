package dev.weft.bench.check;

import dev.weft.bench.console.ConsoleCommand;
import dev.weft.bench.system.MissingToolchainException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `weft bench check`: exit code 0 if `weft check` was right in every case, 1 if not, 2 for a mistake in the
/// arguments.
@Command(
    name = "check",
    description = "Run weft check, and Lincheck beside it, on programs whose verdict is known.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  weft bench check --time 5s",
      "  weft bench check locks Reorder-10 --virtual --no-lincheck",
      "  weft bench check --suite sctbench --replays 0",
    })
public final class CheckBenchCommand extends ConsoleCommand implements Callable<Integer> {
  @Option(names = {"-h", "--help"}, usageHelp = true, description = "Show this help message and exit.")
  private boolean help;

  @Parameters(paramLabel = "CASE", description = "Cases, programs or folders of the corpus; all if none.")
  private List<String> wanted = new ArrayList<>();

  @Option(
      names = "--corpus",
      paramLabel = "DIR",
      description = "The folder with index.json (default: weft-check/corpus of the checkout).")
  private @Nullable Path corpus;

  @Option(names = "--suite", paramLabel = "NAME", defaultValue = "", description = "Only cases of this suite: sctbench.")
  private String suite = "";

  @Option(
      names = "--time",
      paramLabel = "DURATION",
      defaultValue = "5s",
      description = "For exploring one case: 500ms, 5s, 1m (default: ${DEFAULT-VALUE}).")
  private String time = "5s";

  @Option(names = "--virtual", description = "Each program on virtual threads as well.")
  private boolean virtual;

  @Option(
      names = "--replays",
      paramLabel = "N",
      defaultValue = "100",
      description = "Replay each found bug so often, in two JVMs (default: ${DEFAULT-VALUE}).")
  private int replays = 100;

  @Option(names = "--weft", paramLabel = "COMMAND", description = "How to start weft check (default: this JVM's own).")
  private @Nullable String weft;

  @Option(
      names = "--lincheck",
      negatable = true,
      defaultValue = "true",
      fallbackValue = "true",
      description = "Lincheck in a second column; on unless --no-lincheck.")
  private boolean lincheck = true;

  @Option(
      names = "--invocations",
      paramLabel = "N",
      defaultValue = "10000",
      description = "How many invocations Lincheck may use for a case (default: ${DEFAULT-VALUE}).")
  private int invocations = 10_000;

  @Option(names = "--json", paramLabel = "FILE", description = "Write all findings to a JSON file.")
  private @Nullable Path json;

  @Override
  public Integer call() throws InterruptedException {
    Duration budget = budget();
    List<CheckCase> cases = cases();
    try {
      Path scratch = Files.createTempDirectory("weft-bench-check");
      try {
        return run(cases, checkers(cases, scratch), budget);
      } finally {
        Scratch.delete(scratch);
      }
    } catch (IOException e) {
      say("No room for scratch files: " + e.getMessage());
      return 1;
    }
  }

  private int run(List<CheckCase> cases, List<Checker> checkers, Duration budget) throws InterruptedException {
    List<String> names = checkers.stream().map(Checker::name).toList();
    CheckTable table = new CheckTable(names, cases);
    out().println(table.heading());
    List<CheckRow> rows = new ArrayList<>();
    for (CheckCase one : cases) {
      Map<String, Finding> findings = new LinkedHashMap<>();
      for (Checker checker : checkers) {
        findings.put(checker.name(), checker.check(one, budget));
      }
      CheckRow row = new CheckRow(one, findings);
      rows.add(row);
      out().println(table.line(row));
      out().flush();
    }
    List<CheckSummary> totals = names.stream().map(name -> CheckSummary.of(name, rows)).toList();
    out().println();
    out().print(table.totals(totals));
    out().flush();
    String weft = names.getFirst();
    return write(budget, rows, totals) && rows.stream().allMatch(row -> row.isPerfect(weft)) ? 0 : 1;
  }

  private List<Checker> checkers(List<CheckCase> cases, Path scratch) throws InterruptedException {
    List<Checker> all = new ArrayList<>();
    try {
      List<String> command = weft == null ? WeftCommandLine.ofThisJvm() : WeftCommandLine.parse(weft);
      all.add(new WeftChecker(command, replays, scratch));
    } catch (IllegalStateException e) {
      throw mistake(String.valueOf(e.getMessage()));
    }
    if (lincheck) {
      Checker rival = new LincheckChecker(invocations, scratch);
      try {
        rival.prepare(cases);
        all.add(rival);
      } catch (MissingToolchainException e) {
        say(rival.name() + " is left out: " + e.getMessage());
      }
    }
    return all;
  }

  private List<CheckCase> cases() {
    try {
      Path folder = corpus == null ? CorpusFolder.find() : corpus;
      List<CheckCase> cases = Corpus.pick(Corpus.ofSuite(Corpus.read(folder, virtual), suite), wanted);
      if (cases.isEmpty()) {
        throw mistake("No case of " + folder + (suite.isEmpty() ? "" : ", suite " + suite + ",") + " is called "
            + String.join(" or ", wanted.isEmpty() ? List.of("anything") : wanted) + ".");
      }
      return cases;
    } catch (IOException e) {
      throw mistake(String.valueOf(e.getMessage()));
    }
  }

  private Duration budget() {
    try {
      return Budget.parse(time);
    } catch (IllegalArgumentException e) {
      throw mistake("--time " + time + ": " + e.getMessage());
    }
  }

  private boolean write(Duration budget, List<CheckRow> rows, List<CheckSummary> totals) {
    if (json == null) {
      return true;
    }
    try {
      CheckJson.write(json, budget.toMillis() / 1000.0, rows, totals);
      return true;
    } catch (IOException e) {
      say("The report could not be written: " + e.getMessage());
      return false;
    }
  }

  /// Runs the command by itself; `weft bench check` is the same.
  public static void main(String[] args) {
    System.exit(new CommandLine(new CheckBenchCommand()).execute(args));
  }
}
