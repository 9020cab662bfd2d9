package dev.weft.observe;

/// Told what the runtime notices. Called on threads of the runtime: be short, do not park, throw nothing.
///
/// Set one with [DeadlockWatch#install], [HoldWatch#install] or [CancellationWatch#install], which call their own method of it.
public interface RuntimeListener {
  /// All fibers are asleep and nothing can wake them. Called once.
  default void deadlocked(HangReport report) {}

  /// A fiber has held its carrier for ten milliseconds. Called once for each time.
  default void held(HeldCarrier carrier) {}

  /// A fiber goes on although it was cancelled some time ago. Called once for each fiber.
  default void cancellationIgnored(IgnoredCancellation fiber) {}

  /// A body goes on although its deadline passed some time ago. Called once for each run of a body.
  default void deadlineIgnored(IgnoredDeadline body) {}
}
