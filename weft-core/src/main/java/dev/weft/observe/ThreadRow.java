package dev.weft.observe;

import dev.weft.WaitReason;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// One fiber or thread in a report.
///
/// @param kind what it is
/// @param id the fiber's number, or the thread's
/// @param name its name, or what stands for one: `fiber-7`, `thread #31`
/// @param forkedAt where it was forked, such as `Crawl.java:12`; empty for threads that Weft has not made
/// @param status what it does
/// @param waits what it waits for: more than one reason for a select; of one that has not begun, a place under its scope's limit; empty if it
///     does not wait, or if that is unknown
/// @param since for how long it has waited; empty if that is unknown
/// @param holds the locks it is known to hold, in words, such as `Object@1b2c, taken at Bank.java:12`
/// @param stack its stack, newest frame first; empty if it was not taken
public record ThreadRow(
    Kind kind,
    long id,
    String name,
    String forkedAt,
    Status status,
    List<WaitReason> waits,
    Optional<Duration> since,
    List<String> holds,
    List<StackTraceElement> stack) {
  public ThreadRow {
    waits = List.copyOf(waits);
    holds = List.copyOf(holds);
    stack = List.copyOf(stack);
  }

  /// What a row is about.
  public enum Kind {
    /// A fiber of Weft.
    FIBER("fiber"),
    /// A virtual thread that the program or its libraries have started.
    VIRTUAL_THREAD("virtual thread"),
    /// A kernel thread.
    PLATFORM_THREAD("thread");

    private final String word;

    Kind(String word) {
      this.word = word;
    }

    /// For people: `fiber`, `virtual thread`, `thread`.
    public String word() {
      return word;
    }
  }

  /// What a fiber or thread does.
  public enum Status {
    /// It has not had its first turn.
    NEW("has not begun"),
    /// It runs, or could run if a kernel thread were free.
    RUNNING("runs"),
    /// It waits until somebody or something wakes it.
    WAITING("waits"),
    /// It waits, and goes on by itself when a time has come.
    SLEEPING("waits for a time"),
    /// It is over, or about to be.
    ENDED("has ended");

    private final String words;

    Status(String words) {
      this.words = words;
    }

    /// For people.
    public String words() {
      return words;
    }
  }

  /// The newest frame of its stack that is neither the JDK's nor Weft's; empty if there is none.
  public Optional<StackTraceElement> where() {
    return stack.stream().filter(frame -> !isInner(frame)).findFirst();
  }

  /// Whether a frame is the JDK's or Weft's.
  public static boolean isInner(StackTraceElement frame) {
    String type = frame.getClassName();
    return type.startsWith("java.")
        || type.startsWith("jdk.")
        || type.startsWith("sun.")
        || type.startsWith("com.sun.tools.javac.launcher.")
        || (type.startsWith("dev.weft.") && !type.endsWith("Test") && !type.contains("Test$"));
  }
}
