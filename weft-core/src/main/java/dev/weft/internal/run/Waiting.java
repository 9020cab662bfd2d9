package dev.weft.internal.run;

import dev.weft.WaitReason;
import java.util.List;

/// What a parked strand or thread waits for, for reports. Read by other threads, which may see a moment ago.
public interface Waiting {
  /// One reason for each thing that would end the wait; more than one for a select.
  List<WaitReason> reasons();

  /// The threads whose doing could end the wait, as far as they are known; empty for a select, which has a choice.
  List<Thread> holders();

  /// Whether nothing has ended it yet. Once false, it stays false.
  boolean isWaiting();
}
