package dev.weft.internal.util;

import java.util.concurrent.ThreadLocalRandom;
import java.util.function.IntUnaryOperator;

/// Where the kernel's random choices come from; tests set a source of their own.
public final class Randoms {
  private static volatile IntUnaryOperator source = bound -> ThreadLocalRandom.current().nextInt(bound);

  private Randoms() {}

  /// A number from 0 to bound - 1.
  public static int below(int bound) {
    return source.applyAsInt(bound);
  }

  /// Replaces the source; returns the old one.
  public static IntUnaryOperator source(IntUnaryOperator replacement) {
    IntUnaryOperator old = source;
    source = replacement;
    return old;
  }
}
