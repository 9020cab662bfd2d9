package dev.weft.internal.observe;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// Whether any thread of this process goes on as soon as it gets a processor, asked of the operating system.
///
/// The JVM calls a thread waiting from its park until it runs again, although it may have been woken long ago: where there are too few
/// processors, a program in full swing may show nothing else for a tenth of a second.
final class ReadyThreads {
  private static final File TASKS = new File("/proc/self/task");
  private static final Path SELF = Path.of("/proc/thread-self");

  /// The JVM's own threads are ready now and then, also because of those who look.
  private static final int LOOKS = 30;

  private static final long BETWEEN_LOOKS = TimeUnit.MILLISECONDS.toNanos(1);

  private ReadyThreads() {}

  /// Whether there is a moment, and be it one of the next few milliseconds, in which none is.
  static boolean noneAtTimes() {
    for (int look = 0; look < LOOKS; look++) {
      if (!any()) {
        return true;
      }
      LockSupport.parkNanos(BETWEEN_LOOKS);
    }
    return false;
  }

  /// Any but the current one. False where the system does not tell, as everywhere but on Linux.
  static boolean any() {
    String[] tasks = TASKS.list();
    if (tasks == null) {
      return false;
    }
    try {
      String self = Files.readSymbolicLink(SELF).getFileName().toString();
      for (String task : tasks) {
        if (!task.equals(self) && isReady(task)) {
          return true;
        }
      }
      return false;
    } catch (IOException e) {
      return false;
    }
  }

  private static boolean isReady(String task) {
    try {
      return isReadyBy(Files.readString(TASKS.toPath().resolve(task).resolve("stat"), ISO_8859_1));
    } catch (IOException e) {
      return false; // it has ended meanwhile
    }
  }

  /// @param stat its number, its name in parentheses, which may be anything, its state, and more: see proc_pid_stat(5)
  static boolean isReadyBy(String stat) {
    char state = stat.charAt(stat.lastIndexOf(')') + 2);
    return state == 'R' || state == 'D'; // D: the system fetches something for it, and wakes it by itself
  }
}
