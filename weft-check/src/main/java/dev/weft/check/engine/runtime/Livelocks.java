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

  private static Failure.Party party(Task task, List<FairSuffix.Step> loop, FairSuffix suffix) {
    for (FairSuffix.Step step : loop) {
      if (step.site.kind == Site.Kind.WAIT && suffix.isNeverWritten(step)) {
        return new Failure.Party(task.name(), List.of(), "a notify, with a time limit", step.site.place(), "", List.of(),
            "waits again each time; no thread notifies it any more");
      }
      if (!step.site.changes && !step.site.subject().isEmpty() && step.base != null && suffix.isNeverWritten(step)) {
        return new Failure.Party(task.name(), List.of(), step.site.variable() + " to change", step.site.place(), "",
            List.of(), "reads it again and again; " + writers(step.site));
      }
    }
    return new Failure.Party(task.name(), List.of(), "nothing, but does not get on", loop.getFirst().site.place(), "",
        List.of(), "goes through " + loop.stream().map(step -> step.site.subject() + " at " + step.site.place()).distinct()
            .limit(PLACES).collect(Collectors.joining(", ")) + ", again and again");
  }

  private static String writers(Site read) {
    List<String> places = Sites.changing(read).stream().map(Site::place).distinct().toList();
    return places.isEmpty() ? "no code that was loaded writes it"
        : "it is written at " + places.stream().limit(PLACES).collect(Collectors.joining(", "))
            + ", and no thread gets there any more";
  }
}
