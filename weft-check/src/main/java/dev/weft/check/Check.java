package dev.weft.check;

import dev.weft.check.launch.Session;
import java.io.Serializable;
import java.nio.file.Path;

/// Explores the interleavings of a piece of code from Java: what `weft check` does on the command line.
///
/// ```java
/// Verdict verdict = Check.explore(() -> {
///   var counter = new Counter();
///   Thread other = Thread.ofVirtual().start(counter::increment);
///   counter.increment();
///   other.join();
///   assert counter.value() == 2;
/// });
/// switch (verdict) {
///   case Verdict.Clean clean -> ...
///   case Verdict.Buggy buggy -> fail(buggy.report());
///   case Verdict.Uncontrolled unknown -> ...
/// }
/// ```
///
/// The body runs in a JVM of its own, many times, each time with a fresh copy of what it captured and with static fields set
/// anew. Nothing that it does is seen by the caller.
public final class Check {
  /// The code to explore. It is serializable so that it can be sent to the other JVM: so must be what it captures.
  @FunctionalInterface
  public interface Body extends Serializable {
    void run() throws Exception;
  }

  private Check() {}

  /// As [#explore(Body, Options)], for ten seconds or until the first bug.
  public static Verdict explore(Body body) throws InterruptedException {
    return explore(body, Options.standard());
  }

  /// Explores and waits for the verdict. The current directory gets a replay file for each bug.
  ///
  /// @param body    not null; null or something not serializable among what it captured is not allowed
  /// @throws IllegalArgumentException if the body cannot be sent to another JVM: the message names the class that is not
  ///                                  serializable
  /// @throws InterruptedException     if the caller is interrupted while it waits; the exploration is ended
  public static Verdict explore(Body body, Options options) throws InterruptedException {
    return Session.explore(body, options);
  }

  /// As [#replay(Body, Path, Options)], as it was recorded.
  public static Verdict replay(Body body, Path file) throws InterruptedException {
    return replay(body, file, Options.standard());
  }

  /// Runs the schedule of a replay file once more, with the body that it was found in. Of the options count the options for the JVM,
  /// the directory, the reports, and the back-end and the isolation if they are not `auto`: a replay for a debugger is one with the
  /// back-end `platform` and the debugger's option for the JVM.
  ///
  /// @param body the same that was explored; what it captures must be equal
  /// @param file against the current directory, wherever the body runs
  /// @throws IllegalArgumentException if there is no such file, or the body cannot be sent to another JVM
  /// @throws InterruptedException     if the caller is interrupted while it waits; the replay is ended
  public static Verdict replay(Body body, Path file, Options options) throws InterruptedException {
    return Session.replay(body, file, options);
  }
}
