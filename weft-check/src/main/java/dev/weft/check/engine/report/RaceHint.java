package dev.weft.check.engine.report;

import dev.weft.check.engine.runtime.Failure;
import dev.weft.check.engine.runtime.RaceLog;
import dev.weft.check.engine.runtime.Site;
import dev.weft.check.engine.runtime.Sites;
import java.util.List;
import java.util.stream.Collectors;

/// What to do about a data race, as far as it follows from the locks that the two sides hold and from what the code does.
final class RaceHint {
  private RaceHint() {}

  static String of(RaceLog.Race race) {
    List<Failure.Held> earlier = held(race.earlier());
    List<Failure.Held> later = held(race.later());
    if (earlier.isEmpty() && later.isEmpty()) {
      return unguarded(race);
    }
    if (earlier.isEmpty() || later.isEmpty()) {
      RaceLog.Party with = earlier.isEmpty() ? race.later() : race.earlier();
      RaceLog.Party without = earlier.isEmpty() ? race.earlier() : race.later();
      return with.thread() + " holds " + names(held(with)) + ", " + without.thread()
          + " holds no lock: take the same one at " + without.site().place();
    }
    if (earlier.stream().allMatch(Failure.Held::shared) || later.stream().allMatch(Failure.Held::shared)) {
      RaceLog.Party writer = race.earlier().write() && held(race.earlier()).stream().allMatch(Failure.Held::shared)
          ? race.earlier() : race.later();
      if (writer.write() && held(writer).stream().allMatch(Failure.Held::shared)) {
        return writer.thread() + " writes with only a read lock, which does not exclude others: take the write lock at "
            + writer.site().place();
      }
    }
    return "the two sides hold different locks (" + names(earlier) + " and " + names(later)
        + "), which do not exclude each other: use one for both";
  }

  private static List<Failure.Held> held(RaceLog.Party party) {
    return party.locks().stream().filter(Failure.Held::isHeld).toList();
  }

  private static String names(List<Failure.Held> locks) {
    return locks.stream().map(Failure.Held::lock).distinct().collect(Collectors.joining(", "));
  }

  private static String unguarded(RaceLog.Race race) {
    Site site = race.later().site();
    return switch (site.kind) {
      case READ_CONTENTS, WRITE_CONTENTS -> "guard every use by one lock, or use a concurrent collection";
      case READ_ELEMENT, WRITE_ELEMENT -> "guard the array by one lock, or use an AtomicIntegerArray or its kind";
      case READ, WRITE, ENTER, EXIT, WAIT, NOTIFY, NOTIFY_ALL, CALL, THREAD, HANDLE ->
          race.earlier().write() != race.later().write() && !Sites.isUpdated(site)
              ? "make the field volatile (no code that was loaded updates it from its old value), or guard both by the same lock"
              : "guard both by the same lock, or use an atomic";
    };
  }
}
