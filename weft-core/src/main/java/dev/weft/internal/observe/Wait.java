package dev.weft.internal.observe;

import dev.weft.WaitReason;
import dev.weft.internal.run.Waiting;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// What one thread waits for.
///
/// @param reasons in words; empty if it does not wait, or nobody knows for what
/// @param holders those whose doing could end it, as far as they are known
/// @param any whether one of them is enough; else all of them must do something
/// @param since for how long it has waited, if that is known
/// @param precise whether the reasons say it all; else one has to know where on its stack it waits
record Wait(List<WaitReason> reasons, List<Thread> holders, boolean any, Optional<Duration> since, boolean precise) {
  static final Wait NONE = new Wait(List.of(), List.of(), false, Optional.empty(), false);

  /// For something that one thread can end.
  static Wait forThread(String action, String resource, Thread holder, String holderName) {
    var reason = new WaitReason(action, resource, List.of(holderName), false);
    return new Wait(List.of(reason), List.of(holder), false, Optional.empty(), false);
  }

  /// For something that nobody in particular can end.
  static Wait of(String action, String resource) {
    return new Wait(List.of(WaitReason.of(action, resource)), List.of(), false, Optional.empty(), false);
  }

  /// What somebody waits for by Weft's means.
  static Wait of(Waiting waiting, Optional<Duration> since) {
    List<Thread> all = waiting.holders();
    return all.isEmpty()
        ? new Wait(waiting.reasons(), waiting.anyHolders(), true, since, true)
        : new Wait(waiting.reasons(), all, false, since, true);
  }
}
