package dev.weft.bench.system;

/// One way to run a system: on all cores or on one, on this scheduler or that.
///
/// @param name what reports call it
/// @param workers threads that run tasks
/// @param maxTasks the most tasks it can be asked to keep alive at once
public record Variant(String name, int workers, int maxTasks) {
  private static final int ANY = Integer.MAX_VALUE;

  public static Variant of(String name, int workers) {
    return new Variant(name, workers, ANY);
  }

  public Variant upTo(int tasks) {
    return new Variant(name, workers, tasks);
  }
}
