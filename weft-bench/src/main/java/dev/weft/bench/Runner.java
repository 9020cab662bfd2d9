package dev.weft.bench;

import dev.weft.bench.PeerProcess.Line;
import dev.weft.bench.PeerProcess.PeerFailedException;
import dev.weft.bench.system.BenchSystem.Peer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Runs a plan. For each case, every entry runs once in each round, in turn, so that whatever else the machine does
/// meets all of them alike; each round begins one entry further on.
final class Runner {
  private final Plan plan;
  private final Map<Entry, Peer> peers;
  private final Watcher watcher;

  /// Told what goes on.
  interface Watcher {
    void starting(Case one, Entry entry, int round, int rounds);

    void failed(Case one, Entry entry, String message);

    void finished(Case one, List<Result> results);
  }

  Runner(Plan plan, Map<Entry, Peer> peers, Watcher watcher) {
    this.plan = plan;
    this.peers = peers;
    this.watcher = watcher;
  }

  /// Runs everything and returns the results, case by case.
  List<Result> run() throws InterruptedException {
    List<Result> results = new ArrayList<>();
    for (Case one : plan.cases()) {
      List<Result> ofCase = Result.gather(inOrder(run(one)));
      watcher.finished(one, ofCase);
      results.addAll(ofCase);
    }
    return results;
  }

  private List<Measurement> run(Case one) throws InterruptedException {
    List<Entry> entries = new ArrayList<>(peers.keySet().stream().filter(entry -> entry.offers(one)).toList());
    List<Measurement> measurements = new ArrayList<>();
    Set<Entry> failed = new HashSet<>(); // not asked again: a peer that hangs would cost its whole limit in each round
    for (int round = 0; round < plan.rounds(); round++) {
      for (int turn = 0; turn < entries.size(); turn++) {
        Entry entry = entries.get((turn + round) % entries.size());
        if (failed.contains(entry)) {
          continue;
        }
        watcher.starting(one, entry, round, plan.rounds());
        try {
          measurements.addAll(run(one, entry));
        } catch (PeerFailedException e) {
          failed.add(entry);
          watcher.failed(one, entry, String.valueOf(e.getMessage()));
        }
      }
    }
    return measurements;
  }

  private List<Measurement> run(Case one, Entry entry) throws PeerFailedException, InterruptedException {
    List<String> command = new ArrayList<>(peer(entry).command(entry.variant()));
    command.addAll(plan.arguments(one, entry));
    return PeerProcess.run(command, plan.limit()).stream().map(line -> measurement(one, entry, line)).toList();
  }

  private Peer peer(Entry entry) {
    Peer peer = peers.get(entry);
    if (peer == null) {
      throw new IllegalArgumentException("no peer for " + entry.label());
    }
    return peer;
  }

  private static Measurement measurement(Case one, Entry entry, Line line) {
    String suite = line.metric().isEmpty() ? one.name() : one.name() + "-" + line.metric();
    return new Measurement(suite, entry.system().name(), entry.variant().name(), line.unit(), line.value());
  }

  // Rounds begin with different entries: put the first seen order back to the order of the entries.
  private List<Measurement> inOrder(List<Measurement> measurements) {
    List<String> order = peers.keySet().stream().map(Entry::label).toList();
    return measurements.stream()
        .sorted(Comparator.comparing(Measurement::suite)
            .thenComparingInt(m -> order.indexOf(m.system() + ":" + m.variant())))
        .toList();
  }
}
