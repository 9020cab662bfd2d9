package dev.weft.bench.system;

import java.util.List;

/// A peer that was compiled to class files against the harness of this module.
record JvmPeer(String classPath, String mainClass, String version) implements BenchSystem.Peer {
  @Override
  public List<String> command(Variant variant) {
    return Jvm.command(variant, List.of(), classPath, mainClass);
  }
}
