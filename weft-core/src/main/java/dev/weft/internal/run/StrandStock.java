package dev.weft.internal.run;

import dev.weft.internal.mount.Mounts;
import org.jspecify.annotations.Nullable;

/// The strands of one carrier that wait for a fiber to run. For its thread only.
///
/// Invariant: the first `count` places hold strands that are mounted nowhere and have no fiber; the others hold nothing.
final class StrandStock {
  private static final int MOST = 256;

  private final @Nullable Strand[] idle = new @Nullable Strand[MOST];
  private int count;

  /// The one that has been put in last, whose memory is the most likely to be in the cache.
  @Nullable Strand take() {
    if (count == 0) {
      return null;
    }
    Strand strand = idle[--count];
    idle[count] = null;
    return strand;
  }

  /// Whether it has been taken; not if there are enough, or if it has been given a fiber.
  boolean put(Strand strand) {
    if (count == MOST || !strand.isIdle()) {
      return false;
    }
    idle[count++] = strand;
    return true;
  }

  /// The scheduler has been closed.
  void end() {
    for (Strand strand = take(); strand != null; strand = take()) {
      Mounts.finish(strand.thread());
    }
  }
}
