package dev.weft.bench.system;

import java.nio.file.Path;
import java.util.List;

/// A peer that is one executable file; the number of workers is one of its arguments.
record NativePeer(Path executable, String version) implements BenchSystem.Peer {
  @Override
  public List<String> command(Variant variant) {
    return List.of(executable.toString());
  }
}
