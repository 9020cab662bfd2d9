package dev.weft.cli.agent;

import dev.weft.cli.UsageException;
import java.util.Arrays;
import java.util.stream.Collectors;

/// The schedulers that can be asked for on a command line.
public enum SchedulerName {
  WORK_STEALING("work-stealing"),
  EVENT_LOOP("event-loop"),
  PER_CORE("per-core"),
  KERNEL("kernel"),
  JDK("jdk");

  private final String word;

  SchedulerName(String word) {
    this.word = word;
  }

  /// How it is typed.
  public String word() {
    return word;
  }

  public static SchedulerName parse(String option, String text) throws UsageException {
    for (SchedulerName name : values()) {
      if (name.word.equals(text)) {
        return name;
      }
    }
    String known = Arrays.stream(values()).map(SchedulerName::word).collect(Collectors.joining(", "));
    throw new UsageException(option + " takes one of " + known + ", not '" + text + "'");
  }
}
