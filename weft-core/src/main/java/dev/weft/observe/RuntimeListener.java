package dev.weft.observe;

/// Told what the runtime notices. Called on threads of the runtime: be short, do not park, throw nothing.
///
/// Set one with [DeadlockWatch#install] or [HoldWatch#install].
public interface RuntimeListener {
  /// All fibers are asleep and nothing can wake them. Called once; the program can do nothing any more but end.
  default void deadlocked(HangReport report) {}

  /// A fiber has held its carrier for ten milliseconds. Called once for each time.
  default void held(HeldCarrier carrier) {}
}
