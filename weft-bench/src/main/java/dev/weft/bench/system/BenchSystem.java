package dev.weft.bench.system;

import java.util.List;
import java.util.Set;

/// One of the systems that are compared.
public interface BenchSystem {
  /// What `--peers` and reports call it.
  String name();

  /// How it is run on a machine with so many cores; the first is the one that others are compared with.
  List<Variant> variants(int cores);

  /// The suites that it has something for; what is missing, and why, is said in `docs/benchmarks.md`.
  Set<String> suites();

  /// Finds its tools and builds its peer unless that has been done before.
  ///
  /// @return the peer, ready to be started
  /// @throws MissingToolchainException if this machine lacks what it needs
  Peer prepare() throws MissingToolchainException, InterruptedException;

  /// A peer that can be started.
  interface Peer {
    /// The command without the arguments that say what to measure.
    List<String> command(Variant variant);

    /// The version of the system, for the reports: `go 1.26.8`.
    String version();
  }
}
