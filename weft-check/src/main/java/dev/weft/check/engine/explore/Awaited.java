package dev.weft.check.engine.explore;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.concurrent.TimeUnit;

/// A file that another process is going to move to where it is expected, complete: its name is there when its text is.
final class Awaited {
  /// Where the system tells of new files this is only how soon the other process is missed; elsewhere also how late the file may be seen.
  private static final long LOOK_MILLIS = 50;

  private Awaited() {}

  /// Waits until the file is there; false if the process that started this one has ended instead.
  static boolean isThere(Path file) throws IOException, InterruptedException {
    long parent = parent();
    try (WatchService watch = file.getFileSystem().newWatchService()) {
      Path folder = file.toAbsolutePath().getParent();
      if (folder == null || !Files.isDirectory(folder)) {
        return false;
      }
      folder.register(watch, StandardWatchEventKinds.ENTRY_CREATE, StandardWatchEventKinds.ENTRY_MODIFY);
      // Only now: a file that came before is not told of.
      while (!Files.exists(file)) {
        WatchKey told = watch.poll(LOOK_MILLIS, TimeUnit.MILLISECONDS);
        if (told != null) {
          told.pollEvents();
          told.reset();
        } else if (parent() != parent) {
          return false;
        }
      }
      return true;
    }
  }

  private static long parent() {
    return ProcessHandle.current().parent().map(ProcessHandle::pid).orElse(0L);
  }
}
