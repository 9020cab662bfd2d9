package dev.weft.bench;

import dev.weft.bench.check.CheckBenchCommand;
import dev.weft.bench.console.ConsoleCommand;
import dev.weft.bench.report.HtmlReport;
import dev.weft.bench.report.JsonReport;
import dev.weft.bench.report.Ratios;
import dev.weft.bench.report.ReportFile;
import dev.weft.bench.report.TableReport;
import dev.weft.bench.system.BenchSystem;
import dev.weft.bench.system.BenchSystem.Peer;
import dev.weft.bench.system.Systems;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `weft bench`: exit code 0, 1 if a peer failed, 2 for a mistake in the arguments.
@Command(
    name = "bench",
    subcommands = {JmhCommand.class, CheckBenchCommand.class},
    description = "Run the same workloads in Weft and its neighbours, side by side.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  weft bench ping-pong select --peers weft,go",
      "  weft bench --quick --json results.json --html results.html",
      "  weft bench --growth --peers weft:work-stealing,go:default"
    })
public final class BenchCommand extends ConsoleCommand implements Callable<Integer> {
  @Option(names = {"-h", "--help"}, usageHelp = true, description = "Show this help message and exit.")
  private boolean help;

  @Parameters(paramLabel = "SUITE", description = "What to measure, such as ping-pong or select-8; all if none.")
  private List<String> suites = new ArrayList<>();

  @Option(
      names = "--peers",
      split = ",",
      paramLabel = "LIST",
      description = "Systems, or single variants of them: weft,go or weft:event-loop,go:default; all if not given.")
  private List<String> peers = new ArrayList<>();

  @Option(
      names = "--against",
      paramLabel = "SYSTEM",
      defaultValue = "go",
      description = "What the ratios compare with: a system or one variant (default: ${DEFAULT-VALUE}).")
  private String against = "go";

  @Option(names = "--quick", description = "Small sizes, short runs, one round: shows that it works, not how fast.")
  private boolean quick;

  @Option(names = "--growth", description = "The suites with many tasks at 10,000, 100,000 and 1,000,000 of them.")
  private boolean growth;

  @Option(names = "--runs", paramLabel = "N", description = "Rounds of the whole comparison (default: 5, quick: 1).")
  private @Nullable Integer runs;

  @Option(names = "--json", paramLabel = "FILE", description = "Write all results to a JSON file.")
  private @Nullable Path json;

  @Option(names = "--html", paramLabel = "FILE", description = "Write a page with charts (needs no network).")
  private @Nullable Path html;

  private boolean failed;

  @Override
  public Integer call() throws InterruptedException {
    List<BenchSystem> systems = Systems.all();
    Plan plan;
    List<Entry> entries;
    try {
      plan = plan();
      entries = Choice.entries(systems, peers, Runtime.getRuntime().availableProcessors());
      checkBase(systems);
    } catch (UnknownNameException e) {
      throw mistake(String.valueOf(e.getMessage()));
    }
    if (!placeFor(json) || !placeFor(html)) {
      return 1;
    }
    Map<Entry, Peer> ready = Choice.prepare(entries, this::say);
    if (ready.isEmpty()) {
      say("No system is left to measure.");
      return 1;
    }
    Map<String, String> versions = new LinkedHashMap<>();
    ready.forEach((entry, peer) -> versions.put(entry.system().name(), peer.version()));
    Machine machine = Machine.now(arguments(), quick, versions);
    out().println(machine.summary());
    List<Result> results = new Runner(plan, ready, new Progress(new TableReport(new Ratios(against)))).run();
    if (growth) {
      out().print(Growth.table(results));
    }
    return write(machine, results) && !failed ? 0 : 1;
  }

  private Plan plan() {
    int rounds = runs != null ? runs : quick ? 1 : 5;
    if (rounds < 1) {
      throw mistake("--runs " + rounds + ": at least one round is needed.");
    }
    List<Case> known = growth ? Catalogue.growth(quick) : quick ? Catalogue.quick() : Catalogue.full();
    List<Case> cases = Catalogue.pick(known, suites);
    if (quick) {
      return Plan.quick(cases, rounds);
    }
    return growth ? Plan.growth(cases, rounds) : Plan.full(cases, rounds);
  }

  private void checkBase(List<BenchSystem> systems) {
    Choice.entries(systems, List.of(against), 1);
  }

  /// Looked for before anything is measured: a report that has no place would be found out half an hour later.
  private boolean placeFor(@Nullable Path report) {
    Optional<String> obstacle = report == null ? Optional.empty() : ReportFile.obstacle(report);
    obstacle.ifPresent(why -> say("The report " + report + " could not be written: " + why));
    return obstacle.isEmpty();
  }

  private boolean write(Machine machine, List<Result> results) {
    try {
      if (json != null) {
        JsonReport.write(json, machine, results);
      }
      if (html != null) {
        HtmlReport.write(html, machine, results, new Ratios(against));
      }
      return true;
    } catch (IOException e) {
      say("The report could not be written: " + e);
      return false;
    }
  }

  /// What was given behind the word `bench`.
  private List<String> arguments() {
    CommandSpec known = spec();
    if (known == null || known.commandLine().getParseResult() == null) {
      return List.of();
    }
    List<String> all = known.commandLine().getParseResult().originalArgs();
    return !all.isEmpty() && all.getFirst().equals("bench") ? all.subList(1, all.size()) : all;
  }

  private final class Progress implements Runner.Watcher {
    private final TableReport table;
    private final boolean terminal = System.console() != null && System.console().isTerminal();

    Progress(TableReport table) {
      this.table = table;
    }

    @Override
    public void starting(Case one, Entry entry, int round, int rounds) {
      if (terminal) {
        System.err.printf("\r\033[K%s: %s, round %d of %d", one.name(), entry.label(), round + 1, rounds);
        System.err.flush();
      }
    }

    @Override
    public void failed(Case one, Entry entry, String message) {
      failed = true;
      clear();
      say(one.name() + " on " + entry.label() + " failed: " + message);
    }

    @Override
    public void finished(Case one, List<Result> results) {
      clear();
      out().println();
      out().print(table.block(one.says(), results));
      out().flush();
    }

    private void clear() {
      if (terminal) {
        System.err.print("\r\033[K");
        System.err.flush();
      }
    }
  }

  /// The command with its handlers: a mistake in its arguments is one line. Can be mounted as a subcommand.
  public static CommandLine commandLine() {
    return new CommandLine(new BenchCommand())
        .setParameterExceptionHandler(
            (mistake, _) -> {
              mistake.getCommandLine().getErr().println(mistake.getMessage());
              return mistake.getCommandLine().getCommandSpec().exitCodeOnInvalidInput();
            });
  }

  /// Runs the command by itself; `weft bench` is the same.
  public static void main(String[] args) {
    System.exit(commandLine().execute(args));
  }
}
