package dev.weft.bench;

import dev.weft.bench.system.BenchSystem;
import dev.weft.bench.system.BenchSystem.Peer;
import dev.weft.bench.system.MissingToolchainException;
import dev.weft.bench.system.Systems;
import dev.weft.bench.system.Variant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// Which systems and variants take part: from the words of `--peers` to peers that can be started.
final class Choice {
  private Choice() {}

  /// The entries that the words name: `go` is every variant of Go, `weft:event-loop` is that one; all if no words.
  ///
  /// @throws UnknownNameException if there is no such system or variant, naming what there is
  static List<Entry> entries(List<BenchSystem> systems, List<String> words, int cores) {
    List<Entry> entries = new ArrayList<>();
    if (words.isEmpty()) {
      systems.forEach(system -> system.variants(cores).forEach(variant -> entries.add(new Entry(system, variant))));
    }
    for (String word : words) {
      int colon = word.indexOf(':');
      BenchSystem system = Systems.named(systems, colon < 0 ? word : word.substring(0, colon));
      List<Variant> variants = system.variants(cores);
      List<Variant> wanted =
          colon < 0 ? variants : variants.stream().filter(v -> v.name().equals(word.substring(colon + 1))).toList();
      if (wanted.isEmpty()) {
        throw new UnknownNameException(
            "variant", word, variants.stream().map(v -> system.name() + ":" + v.name()).toList());
      }
      wanted.forEach(variant -> entries.add(new Entry(system, variant)));
    }
    return entries.stream().distinct().toList();
  }

  /// Makes the peers ready, each system's once. A system that this machine cannot run is left out, with one line.
  static Map<Entry, Peer> prepare(List<Entry> entries, Consumer<String> say) throws InterruptedException {
    Map<BenchSystem, Peer> ready = new LinkedHashMap<>();
    Map<Entry, Peer> peers = new LinkedHashMap<>();
    for (BenchSystem system : entries.stream().map(Entry::system).distinct().toList()) {
      try {
        ready.put(system, system.prepare());
      } catch (MissingToolchainException e) {
        say.accept("skipping " + system.name() + ": " + e.getMessage());
      }
    }
    for (Entry entry : entries) {
      Peer peer = ready.get(entry.system());
      if (peer != null) {
        peers.put(entry, peer);
      }
    }
    return peers;
  }
}
