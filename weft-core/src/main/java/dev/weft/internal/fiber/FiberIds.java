package dev.weft.internal.fiber;

import java.util.concurrent.atomic.AtomicLong;

/// Numbers for fibers, from 1.
final class FiberIds {
  private static final AtomicLong LAST = new AtomicLong();

  private FiberIds() {}

  static long next() {
    return LAST.incrementAndGet();
  }
}
