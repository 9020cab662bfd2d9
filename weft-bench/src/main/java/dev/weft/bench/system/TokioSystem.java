package dev.weft.bench.system;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Tokio: stackless tasks in Rust. `single` is its current-thread runtime. It has no rendezvous channel.
final class TokioSystem implements BenchSystem {
  private static final Pattern PINNED = Pattern.compile("name = \"tokio\"\\s+version = \"([^\"]+)\"");

  private final PeerCache cache;

  TokioSystem(PeerCache cache) {
    this.cache = cache;
  }

  @Override
  public String name() {
    return "tokio";
  }

  @Override
  public List<Variant> variants(int cores) {
    return List.of(Variant.of("default", cores), Variant.of("single", 1));
  }

  @Override
  public Set<String> suites() {
    return Suites.allBut("rendezvous", "work");
  }

  @Override
  public Peer prepare() throws MissingToolchainException, InterruptedException {
    String cargo = Tool.need("cargo", "the Tokio peer").toString();
    String version = Tool.run(Path.of("."), List.of(cargo, "--version")).strip();
    Path folder =
        cache.built(
            "tokio",
            List.of(version),
            in -> Tool.run(in, List.of(cargo, "build", "--release", "--locked", "--target-dir", "target")));
    return new NativePeer(folder.resolve("target/release/weft-bench-peer"), tokio(folder) + ", " + version);
  }

  /// The version of Tokio that `Cargo.lock` pins.
  private static String tokio(Path folder) throws MissingToolchainException {
    try {
      Matcher pinned = PINNED.matcher(Files.readString(folder.resolve("Cargo.lock")));
      return pinned.find() ? "tokio " + pinned.group(1) : "tokio";
    } catch (IOException e) {
      throw new MissingToolchainException("its Cargo.lock cannot be read: " + e);
    }
  }
}
