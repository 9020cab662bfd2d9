package dev.weft.bench.system;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// The names of all suites, as peers know them.
final class Suites {
  private static final List<String> ALL =
      List.of(
          "yield", "ping-pong", "rendezvous", "buffered", "chain", "many", "select", "spawn", "skynet", "parked",
          "timers", "timeout", "work", "work-buffered", "hog");

  private Suites() {}

  static Set<String> all() {
    return new LinkedHashSet<>(ALL);
  }

  static Set<String> allBut(String... missing) {
    Set<String> suites = all();
    suites.removeAll(List.of(missing));
    return suites;
  }
}
