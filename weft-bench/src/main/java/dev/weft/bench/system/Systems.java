package dev.weft.bench.system;

import dev.weft.bench.UnknownNameException;
import java.util.ArrayList;
import java.util.List;

/// The systems that are compared.
public final class Systems {
  private Systems() {}

  /// All of them, in the order in which reports show them.
  public static List<BenchSystem> all() {
    var caches = PeerCache.ofUser();
    return List.of(
        new WeftSystem(), new JdkSystem(), new KotlinSystem(caches), new JoxSystem(caches), new GoSystem(caches),
        new TokioSystem(caches));
  }

  /// The systems with these names.
  ///
  /// @throws UnknownNameException if there is none with one of them
  public static BenchSystem named(List<BenchSystem> systems, String name) {
    List<String> known = new ArrayList<>();
    for (BenchSystem system : systems) {
      if (system.name().equals(name)) {
        return system;
      }
      known.add(system.name());
    }
    throw new UnknownNameException("system", name, known);
  }
}
