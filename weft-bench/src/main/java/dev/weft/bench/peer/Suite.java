package dev.weft.bench.peer;

/// One suite of a peer: sets up, measures with [Measure], prints its lines.
@FunctionalInterface
public interface Suite {
  void run(Measure measure) throws Exception;
}
