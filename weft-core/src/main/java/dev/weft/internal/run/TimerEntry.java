package dev.weft.internal.run;

import org.jspecify.annotations.Nullable;

/// Something that will happen at a time, unless it is cancelled before.
///
/// `queue` and `slot` are guarded by the queue's lock, but for the reads that find out which queue that is. When it is due, the queue knows:
/// a million may be set.
public abstract class TimerEntry {
  int slot = -1;
  volatile @Nullable TimerQueue queue;

  protected TimerEntry() {}

  /// Called once when the time has come, on a carrier, outside all locks. Must be short and must not park.
  protected abstract void fire();

  /// Takes the entry out of its queue. False if it has fired, is about to, or was cancelled before.
  public final boolean cancel() {
    TimerQueue in = queue;
    return in != null && in.remove(this);
  }
}
