package dev.weft;

/// The entry point.
public final class Weft {
  private Weft() {}
}
