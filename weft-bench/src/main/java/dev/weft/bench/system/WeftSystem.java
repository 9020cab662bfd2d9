package dev.weft.bench.system;

import dev.weft.Scope;
import java.util.List;
import java.util.Set;

/// Weft itself, on each of its schedulers.
final class WeftSystem implements BenchSystem {
  /// More kernel threads than this are more than many machines allow.
  private static final int KERNEL_THREADS = 2_000;

  @Override
  public String name() {
    return "weft";
  }

  @Override
  public List<Variant> variants(int cores) {
    return List.of(
        Variant.of("work-stealing", cores),
        Variant.of("work-stealing-1", 1),
        Variant.of("event-loop", 1),
        Variant.of("per-core", cores),
        Variant.of("kernel", cores).upTo(KERNEL_THREADS),
        Variant.of("jdk", cores));
  }

  @Override
  public Set<String> suites() {
    return Suites.all();
  }

  @Override
  public Peer prepare() {
    return new Peer() {
      @Override
      public List<String> command(Variant variant) {
        return Jvm.command(
            variant,
            List.of("--add-opens", "java.base/java.lang=ALL-UNNAMED"),
            Jvm.classPath(),
            "dev.weft.bench.workload.WeftPeer");
      }

      @Override
      public String version() {
        String own = Scope.class.getPackage().getImplementationVersion(); // none where it was not loaded from a jar
        return (own == null ? "as compiled" : own) + " on " + Jvm.version();
      }
    };
  }
}
