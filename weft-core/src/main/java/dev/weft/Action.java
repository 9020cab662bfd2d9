package dev.weft;

/// A body that returns nothing and may throw anything.
@FunctionalInterface
public interface Action {
  /// Does it.
  void run() throws Exception;
}
