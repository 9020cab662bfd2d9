package dev.weft.observe;

import dev.weft.internal.observe.Watches;
import dev.weft.schedule.Scheduler;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/// Notices that all fibers are asleep and nothing can wake them, as Go's runtime does.
///
/// Whatever might still act counts as hope, and while there is any, nothing is reported: a timer, a sleeping virtual thread, input
/// or output under way, a signal handler, a shutdown hook, a kernel thread of the program, daemon or not, that does not
/// itself wait for a fiber, a wait for a reference queue. Not counted are the JDK's own cleaners, idle threads of pools, and calls
/// from native code into Java. The program's kernel threads must not have used processor time between two looks.
///
/// The program's other virtual threads are watched too, wherever they came from, if Weft may look into `java.lang`.
public final class DeadlockWatch {
  /// The exit code of a program that was ended because of a deadlock.
  public static final int EXIT_CODE = 3;

  private DeadlockWatch() {}

  /// Watches the program from now on, and tells the listener once. It may change what the program waits for; there will be no
  /// second report.
  ///
  /// @param scheduler whose idleness is waited for; all others are looked at too
  /// @return false if this JVM does not let Weft see enough: then nothing is watched (it needs `java.lang` to be open to it)
  public static boolean install(Scheduler scheduler, RuntimeListener listener) {
    Objects.requireNonNull(scheduler, "scheduler");
    Objects.requireNonNull(listener, "listener");
    return Watches.deadlock(scheduler, listener::deadlocked);
  }

  /// Watches the program from now on; at a deadlock prints the report on the process's standard error and ends the program with
  /// [#EXIT_CODE].
  ///
  /// @return false if this JVM does not let Weft see enough: then nothing is watched
  public static boolean installExit(Scheduler scheduler) {
    return install(
        scheduler,
        new RuntimeListener() {
          @Override
          public void deadlocked(HangReport report) {
            print("weft: " + report.toText());
            Runtime.getRuntime().exit(EXIT_CODE);
          }
        });
  }

  /// Names a thread that does nothing by itself, such as one that only waits for the program's main fiber: it is no hope.
  public static void ignore(Thread thread) {
    Watches.ignore(Objects.requireNonNull(thread, "thread"));
  }

  /// To the process's own standard error, wherever the program has sent [System#err].
  private static void print(String text) {
    try (var out = new FileOutputStream(FileDescriptor.err)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    } catch (java.io.IOException e) {
      System.err.print(text); // a closed standard error has nobody who reads it
    }
  }
}
