package dev.weft;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// When each sleep of some [NestedWork] is over, by the rules that users read:
///
/// 1. A deadline, a cancellation and the failure of a sibling end, at their moment, what runs under them; what comes after that moment ends at once.
/// 2. A shield holds back those that come from outside it.
/// 3. Whoever has opened a scope goes on when all in it have ended, and fails if one of them has failed, or if its own time has come.
final class NestedWorkModel {
  /// For each sleep when it was over; minus that if it did not come to its end.
  final Map<Integer, Long> sleeps = new HashMap<>();

  /// What is around a piece of work, innermost first: moments that end it, and shields, which are empty.
  private record Around(OptionalLong end, Optional<Around> outside) {
    long earliest() {
      return end.isEmpty() ? Long.MAX_VALUE : Math.min(end.getAsLong(), outside.map(Around::earliest).orElse(Long.MAX_VALUE));
    }

    Around endingAt(long moment) {
      return new Around(OptionalLong.of(moment), Optional.of(this));
    }

    Around shielded() {
      return new Around(OptionalLong.empty(), Optional.of(this));
    }
  }

  /// When it was over, and whether by an exception.
  record End(long at, boolean threw) {}

  /// Done from 0 on; cancelled at that moment.
  End run(NestedWork work, long cancelledAt) {
    return run(work, 0, new Around(OptionalLong.of(cancelledAt), Optional.empty()));
  }

  private End run(NestedWork work, long from, Around around) {
    return switch (work) {
      case NestedWork.Sleep(int number, long length) -> {
        long end = around.earliest();
        boolean ended = end < from + length;
        long at = ended ? Math.max(from, end) : from + length;
        sleeps.put(number, ended ? -at : at);
        yield new End(at, ended);
      }
      case NestedWork.Sequence(List<NestedWork> parts) -> {
        var last = new End(from, false);
        for (int i = 0; i < parts.size() && !last.threw; i++) {
          last = run(parts.get(i), last.at, around);
        }
        yield last;
      }
      case NestedWork.Limited(long length, NestedWork body) -> run(body, from, around.endingAt(from + length));
      case NestedWork.Shielded(NestedWork body) -> run(body, from, around.shielded());
      case NestedWork.Cleaned(NestedWork body, NestedWork cleanUp) -> {
        End end = run(body, from, around);
        End after = run(cleanUp, end.at, around.shielded());
        yield new End(after.at, end.threw || after.threw);
      }
      case NestedWork.Forked(List<NestedWork> parts) -> fork(parts, from, around);
      case NestedWork.Failing() -> new End(from, true);
    };
  }

  private End fork(List<NestedWork> parts, long from, Around around) {
    if (around.earliest() <= from) {
      return new End(from, true); // none begins
    }
    long failure = Long.MAX_VALUE;
    for (NestedWork part : parts) {
      End alone = new NestedWorkModel().run(part, from, around);
      failure = alone.threw && alone.at < around.earliest() ? Math.min(failure, alone.at) : failure;
    }
    var last = new End(from, false);
    for (NestedWork part : parts) {
      End alone = new NestedWorkModel().run(part, from, around);
      End end = run(part, from, alone.at > failure ? around.endingAt(failure) : around);
      last = new End(Math.max(last.at, end.at), last.threw || end.threw);
    }
    return new End(last.at, last.threw || around.earliest() <= last.at);
  }
}
