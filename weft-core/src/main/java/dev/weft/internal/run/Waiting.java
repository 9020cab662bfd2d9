package dev.weft.internal.run;

import dev.weft.WaitReason;
import java.util.List;

/// What a parked strand or thread waits for, for reports. Read by other threads, which may see a moment ago.
public interface Waiting {
  /// One reason for each thing that would end the wait; more than one for a select.
  List<WaitReason> reasons();

  /// The threads all of which must act before the wait can end, as far as they are known; empty for a select, which has a choice.
  List<Thread> holders();

  /// The threads each of which could end the wait by itself, and nobody else could; asked if there are no [#holders].
  default List<Thread> anyHolders() {
    return List.of();
  }

  /// Whether nothing has ended it yet. Once false, it stays false.
  boolean isWaiting();
}
