package dev.weft.check.engine.runtime;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// Says of a livelock which threads go round where, what they read again and again, and who would have to write it.
final class Livelocks {
  private static final int PLACES = 4;

  private Livelocks() {}

  static Failure of(Task[] tasks, int count, FairSuffix suffix, long events) {
    List<Failure.Party> parties = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Task task = tasks[i];
      List<FairSuffix.Step> loop = suffix.loopOf(task);
      if (task.state != Task.State.DONE && !loop.isEmpty()) {
        parties.add(party(task, loop, suffix));
      }
    }
    String who = parties.size() == 1 ? parties.getFirst().thread() + " goes" : parties.size() + " threads go";
    return new Failure(Failure.Kind.LIVELOCK, "livelock: " + who + " round in circles; after " + events
        + " events, each thread getting its turn, none has ended", parties, null);
  }

  /// A variable that somebody could write tells most, then a notify that never comes, then a variable that nobody writes at all.
  private static Failure.Party party(Task task, List<FairSuffix.Step> loop, FairSuffix suffix) {
    FairSuffix.Step unwritable = null;
    for (FairSuffix.Step step : loop) {
      if (isReadInVain(step, suffix)) {
        List<String> writers = Sites.changing(step.site).stream().map(Site::place).distinct().toList();
        if (!writers.isEmpty()) {
          return readsInVain(task, step, "it is written at " + writers.stream().limit(PLACES).collect(Collectors.joining(", "))
              + ", and no thread gets there any more");
        }
        unwritable = unwritable == null ? step : unwritable;
      }
    }
    for (FairSuffix.Step step : loop) {
      if (step.site.kind == Site.Kind.WAIT && suffix.isNeverNotified(task, step)) {
        return new Failure.Party(task.name(), List.of(), "a notify, with a time limit", step.site.place(), "", List.of(),
            "waits again each time; no other thread notifies it any more");
      }
    }
    if (unwritable != null) {
      return readsInVain(task, unwritable, "no code that was loaded writes it");
    }
    return new Failure.Party(task.name(), List.of(), "nothing, but does not get on", loop.getFirst().site.place(), "",
        List.of(), "goes through " + loop.stream().map(step -> step.site.subject() + " at " + step.site.place()).distinct()
            .limit(PLACES).collect(Collectors.joining(", ")) + ", again and again");
  }

  private static boolean isReadInVain(FairSuffix.Step step, FairSuffix suffix) {
    return !step.site.changes && !step.site.isOfMonitor() && !step.site.subject().isEmpty() && step.base != null
        && suffix.isNeverWritten(step);
  }

  private static Failure.Party readsInVain(Task task, FairSuffix.Step read, String writers) {
    return new Failure.Party(task.name(), List.of(), read.site.variable() + " to change", read.site.place(), "", List.of(),
        "reads it again and again; " + writers);
  }
}
