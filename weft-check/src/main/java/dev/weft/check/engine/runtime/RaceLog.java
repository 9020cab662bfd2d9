package dev.weft.check.engine.runtime;

import dev.weft.check.engine.race.RaceDetector;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// The data races found so far, each pair of places once; and which of them are new in this schedule.
public final class RaceLog implements RaceDetector.Sink {
  /// A race: two accesses, neither before the other. The events are those of the schedule in which it was found first.
  public record Race(String variable, Party earlier, Party later) {
    public String key() {
      String a = earlier.site().place() + earlier.site().kind;
      String b = later.site().place() + later.site().kind;
      return variable + " " + (a.compareTo(b) <= 0 ? a + "|" + b : b + "|" + a);
    }
  }

  /// One side: the thread, what it did, its event number, and once it was replayed its stack and the locks that it held.
  public record Party(int task, String thread, int event, Site site, boolean write, String createdAt,
      List<String> stack, List<Failure.Held> locks) {
    /// The same with what the trace of a replay tells of it, if it does.
    Party seenIn(Trace trace, Labels labels) {
      for (Trace.Entry entry : trace.entries()) {
        if (entry.task == task && entry.event == event && !entry.stack.isEmpty()) {
          return new Party(task, thread, event, site, write, createdAt, entry.stack.stream().map(Stacks::show).toList(),
              HeldLocks.named(entry.held, labels));
        }
      }
      return this;
    }
  }

  public static final String ACCEPTED_PROPERTY = "dev.weft.check.racesAccepted";
  /// Classes that race on purpose, by the system property (prefixes of names, separated by commas): what races there is interleaved,
  /// but not reported.
  private static final String[] ACCEPTED = System.getProperty(ACCEPTED_PROPERTY, "").split(",");

  /// The same race with the stacks and locks of both sides. Between schedules only.
  public static Race seenIn(Trace trace, Race race) {
    Labels labels = new Labels();
    return new Race(race.variable(), race.earlier().seenIn(trace, labels), race.later().seenIn(trace, labels));
  }

  /// A race with a read of the task's that it may still throw away.
  private record Undecided(RaceDetector.Access read, long pair, Race race) {}

  private final Set<Long> pairs = new HashSet<>();
  /// The pairs of which no other race can tell anything new.
  private final Set<Long> judged = new HashSet<>();
  private final Set<String> keys = new HashSet<>();
  private final List<Race> fresh = new ArrayList<>();
  private final Set<Long> freshPairs = new HashSet<>();
  private final List<Undecided> undecided = new ArrayList<>();

  void beginSchedule() {
    fresh.clear();
    freshPairs.clear();
    undecided.clear();
  }

  /// Whoever has come to its end has not looked any more. Whoever was cut off might have.
  void endSchedule() {
    undecided.stream().filter(each -> Tasks.all[each.read.task()].state == Task.State.DONE)
        .forEach(each -> report(each.pair, each.race));
    undecided.clear();
  }

  /// Optimistic reads of the task's have come to an end, or are known to have been allowed or thrown away.
  void decide(int reader) {
    for (Undecided each : List.copyOf(undecided)) {
      if (each.read.task() == reader) {
        switch (OptimisticReads.placeOf(each.read)) {
          case OPEN -> { }
          case CHECKED -> undecided.remove(each);
          case OUTSIDE -> {
            undecided.remove(each);
            report(each.pair, each.race);
          }
        }
      }
    }
  }

  /// The races seen in this schedule that no earlier schedule has shown.
  public List<Race> fresh() {
    return List.copyOf(fresh);
  }

  public boolean any() {
    return !fresh.isEmpty();
  }

  /// Nobody will be told of this schedule: what it has shown first must be new again when the next one shows it.
  public void discardSchedule() {
    pairs.removeAll(freshPairs);
    judged.removeAll(freshPairs);
    fresh.forEach(race -> keys.remove(race.key()));
    fresh.clear();
    freshPairs.clear();
  }

  /// How many pairs of places are known to race.
  public int known() {
    return pairs.size();
  }

  /// Forgets everything, so that the races of a replay count as new.
  public void forget() {
    pairs.clear();
    judged.clear();
    keys.clear();
    fresh.clear();
    freshPairs.clear();
    undecided.clear();
  }

  @Override
  public void race(Object base, RaceDetector.Access earlier, RaceDetector.Access later) {
    long pair = (long) Math.min(earlier.site(), later.site()) << 32 | Math.max(earlier.site(), later.site());
    if (judged.contains(pair)) {
      return;
    }
    Site a = Sites.at(earlier.site());
    Site b = Sites.at(later.site());
    if (pairs.add(pair)) {
      a.markRacy();
      b.markRacy();
    }
    if (isAccepted(a) && isAccepted(b)) {
      judged.add(pair);
      return;
    }
    RaceDetector.Access read = earlier.write() ? later : earlier;
    OptimisticReads.Place place = read.write() ? OptimisticReads.Place.OUTSIDE : OptimisticReads.placeOf(read);
    if (place == OptimisticReads.Place.CHECKED) {
      return;
    }
    Race race = new Race(a.subject(), party(earlier, a), party(later, b));
    if (place == OptimisticReads.Place.OPEN) {
      undecided.add(new Undecided(read, pair, race));
    } else {
      report(pair, race);
    }
  }

  private void report(long pair, Race race) {
    judged.add(pair);
    if (keys.add(race.key())) {
      fresh.add(race);
      freshPairs.add(pair);
    }
  }

  private static boolean isAccepted(Site site) {
    for (String prefix : ACCEPTED) {
      if (!prefix.isEmpty() && site.className.startsWith(prefix)) {
        return true;
      }
    }
    return false;
  }

  private static Party party(RaceDetector.Access access, Site site) {
    Task task = Tasks.all[access.task()];
    String created = task.spawnSite == 0 ? "" : Sites.at(task.spawnSite).place();
    return new Party(task.id, task.name(), access.event(), site, access.write(), created, List.of(), List.of());
  }
}
