package dev.weft.check;

import java.nio.file.Path;
import java.util.List;

/// What an exploration came to.
public sealed interface Verdict {
  /// How much was explored.
  Explored explored();

  /// The report as text, as `weft check` prints it.
  String report();

  /// How much was explored.
  ///
  /// @param schedules run
  /// @param distinct  how many of them differed
  /// @param complete  true if there is no other inequivalent schedule
  /// @param seconds   of wall time
  /// @param isolation how schedules were kept apart, in words
  /// @param notes     what a reader of the verdict should know: what was not controlled, why it was explored in another way
  record Explored(long schedules, long distinct, boolean complete, double seconds, String isolation, List<String> notes) {
    public Explored {
      notes = List.copyOf(notes);
    }
  }

  /// No bug in what was explored; no more than that unless `explored().complete()`.
  record Clean(Explored explored, String report) implements Verdict {}

  /// At least one bug.
  record Buggy(List<Finding> findings, Explored explored, String report) implements Verdict {
    public Buggy {
      findings = List.copyOf(findings);
    }
  }

  /// The program does something that the checker cannot control, so there is no verdict.
  record Uncontrolled(List<String> reasons, Explored explored, String report) implements Verdict {
    public Uncontrolled {
      reasons = List.copyOf(reasons);
    }
  }

  /// One bug.
  ///
  /// @param kind     data race, deadlock, lost wake-up, leak, assertion, exception or livelock
  /// @param headline one line
  /// @param places   `File.java:line`, innermost
  /// @param replay   the file that replays it
  record Finding(String kind, String headline, List<String> places, Path replay) {
    public Finding {
      places = List.copyOf(places);
    }
  }
}
