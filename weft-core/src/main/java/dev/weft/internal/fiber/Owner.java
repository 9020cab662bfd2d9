package dev.weft.internal.fiber;

/// What a fiber belongs to: its scope.
public interface Owner {
  /// The fiber has ended; called once, on its own thread, after its outcome has been published.
  void ended(FiberTask<?> fiber);

  /// For reports.
  String name();
}
