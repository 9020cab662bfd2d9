package dev.weft.bench.system;

import java.util.List;
import java.util.Set;

/// The JDK's virtual threads on the JDK's scheduler, with `java.util.concurrent`. It has no select.
final class JdkSystem implements BenchSystem {
  @Override
  public String name() {
    return "jdk";
  }

  @Override
  public List<Variant> variants(int cores) {
    return List.of(Variant.of("default", cores), Variant.of("single", 1));
  }

  @Override
  public Set<String> suites() {
    return Suites.allBut("select");
  }

  @Override
  public Peer prepare() {
    return new Peer() {
      @Override
      public List<String> command(Variant variant) {
        return Jvm.command(variant, List.of(), Jvm.classPath(), "dev.weft.bench.peer.jdk.JdkPeer");
      }

      @Override
      public String version() {
        return Jvm.version();
      }
    };
  }
}
