package dev.weft.internal.run;

/// Where a carrier scheduler lets a fiber run.
public enum Placement {
  /// Anywhere: idle carriers steal from busy ones.
  STEALING,
  /// On the carrier that it was given when it started, for ever.
  HOME
}
