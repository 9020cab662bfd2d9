package dev.weft.check.engine.race;

import org.jspecify.annotations.Nullable;

/// What is known of one variable: FastTrack's last write and last reads as epochs (task and its clock), and, if the
/// variable synchronises (volatile, or accessed with a mode), the clock that its readers acquire.
///
/// Reads are one epoch while they are ordered; two unordered reads inflate them to a vector until the next write.
public final class Shadow {
  static final int NOBODY = -1;

  @Nullable Object base;
  long offset;
  int generation;

  int writer = NOBODY;
  int writeClock;
  int writeSite;
  int writeEvent;
  int reader = NOBODY;
  int readClock;
  int readSite;
  int readEvent;
  int @Nullable [] readClocks;
  int @Nullable [] readSites;
  int @Nullable [] readEvents;

  /// Released into by writers, acquired by readers.
  public int[] sync = Clocks.EMPTY;

  /// The hash of the last write, and the sum of those of the reads since: for the order of a schedule.
  public long lastWrite;
  public long reads;

  void reset(Object base, long offset, int generation) {
    this.base = base;
    this.offset = offset;
    this.generation = generation;
    writer = NOBODY;
    reader = NOBODY;
    readClocks = null;
    readSites = null;
    readEvents = null;
    sync = Clocks.EMPTY;
    lastWrite = 0;
    reads = 0;
  }
}
