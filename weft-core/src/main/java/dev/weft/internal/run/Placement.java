package dev.weft.internal.run;

/// Where a carrier scheduler lets a fiber run.
public enum Placement {
  /// Anywhere: idle carriers steal from busy ones.
  STEALING,
  /// On the carrier that it was given when it started, for ever.
  HOME,
  /// The same, and each carrier is tied to a processor of its own.
  PINNED
}
