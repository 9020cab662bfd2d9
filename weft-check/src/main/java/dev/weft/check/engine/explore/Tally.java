package dev.weft.check.engine.explore;

import dev.weft.check.engine.agent.Agent;
import dev.weft.check.engine.report.Bug;
import dev.weft.check.engine.report.Summary;
import dev.weft.check.engine.runtime.Hashes;
import dev.weft.check.engine.runtime.Initialisers;
import dev.weft.check.engine.runtime.Startled;
import dev.weft.check.engine.runtime.Statics;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// What has come of an exploration so far, and what is to be said of it at its end. What other JVMs did before is in the plan, and
/// added only there.
final class Tally {
  private final Request request;
  private final Plan plan;
  long schedules;
  final Seen distinct = new Seen();
  final List<Bug> bugs = new ArrayList<>();
  /// What could not be controlled: there is no verdict.
  final Set<String> problems = new HashSet<>();
  final List<String> notes = new ArrayList<>();
  /// Schedules that went differently when they were run again.
  long unrepeatable;
  private long startled;
  private boolean complete;
  private int inequivalent;

  Tally(Request request) {
    this.request = request;
    this.plan = request.plan();
  }

  void wasStartled() {
    startled++;
  }

  /// Schedules with spurious wake-ups, those in earlier JVMs too.
  long startled() {
    return plan.earlier().startled() + startled;
  }

  /// What is to be said of waits that may end for no reason after so many schedules in which some could; empty if nothing is.
  static List<String> ofStartled(long startled) {
    return startled == 0 && !Startled.isPossible() ? List.of() : List.of("wait() or park() may return for no reason: "
        + (startled == 0 ? "that was not explored" : "in " + startled + " of the schedules they did"));
  }

  /// Every one of so many inequivalent schedules was run.
  void isComplete(int all) {
    complete = true;
    inequivalent = all;
  }

  Summary summary(String strategy, String isolation, double seconds) {
    List<String> uncontrolled = new ArrayList<>(Agent.problems());
    uncontrolled.addAll(problems);
    return new Summary(bugs, uncontrolled, plan.earlier().schedules() + schedules,
        complete ? inequivalent : plan.earlier().distinct() + distinct.size(), complete && bugs.isEmpty(), seconds, strategy,
        request.seed(), isolation, allNotes(), request.command(), complete ? null : distinct.left(), 0);
  }

  private List<String> allNotes() {
    List<String> all = new ArrayList<>(plan.notes());
    all.addAll(notes);
    all.addAll(Agent.outside());
    if (!Hashes.problem().isEmpty()) {
      all.add("not controlled: " + Hashes.problem());
    }
    if (!Statics.initialisedElsewhere().isEmpty() && !plan.initialisers()) {
      all.add("a class was first used, and so initialised, by " + Statics.initialisedElsewhere() + ": initialisers run as one step each"
          + (Initialisers.suspicious().isEmpty() ? "" : ", but " + Initialisers.suspicious()));
    }
    if (bugs.isEmpty()) {
      all.addAll(ofStartled(startled()));
    }
    if (unrepeatable > 0) {
      all.add(unrepeatable + " of " + (schedules / Explorer.SELF_CHECK + 1) + " schedules that were run twice went differently: the "
          + "program depends on something that is not controlled (files, native code, randomness of its own)");
    }
    return all;
  }
}
