package dev.weft.bench.system;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/// Go: goroutines and its channels. `single` is `GOMAXPROCS=1`.
final class GoSystem implements BenchSystem {
  private final PeerCache cache;

  GoSystem(PeerCache cache) {
    this.cache = cache;
  }

  @Override
  public String name() {
    return "go";
  }

  @Override
  public List<Variant> variants(int cores) {
    return List.of(Variant.of("default", cores), Variant.of("single", 1));
  }

  @Override
  public Set<String> suites() {
    return Suites.all();
  }

  @Override
  public Peer prepare() throws MissingToolchainException, InterruptedException {
    String go = Tool.need("go", "the Go peer").toString();
    String version = Tool.run(Path.of("."), List.of(go, "version")).strip();
    Path folder =
        cache.built("go", List.of(version), in -> Tool.run(in, List.of(go, "build", "-buildvcs=false", "-o", "peer", ".")));
    return new NativePeer(folder.resolve("peer"), version.replace("go version ", ""));
  }
}
