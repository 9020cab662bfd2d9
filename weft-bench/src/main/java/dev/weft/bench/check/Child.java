package dev.weft.bench.check;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// One child process with a time limit; its output goes to a file, so that it can never block on a full pipe.
///
/// @param exit its exit code, or -1 if it was killed at the limit
/// @param killed whether the limit ended it
/// @param seconds from start to end
/// @param output what it printed, on both streams
record Child(int exit, boolean killed, double seconds, String output) {
  static Child run(Path folder, List<String> command, Duration limit) throws IOException, InterruptedException {
    Path out = Files.createTempFile(folder, "out", ".txt");
    long start = System.nanoTime();
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(out.toFile())
            .start();
    boolean ended;
    try {
      ended = process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    String output = new String(Files.readAllBytes(out), StandardCharsets.UTF_8);
    Files.delete(out);
    return new Child(ended ? process.exitValue() : -1, !ended, seconds, output);
  }

  /// The first line that is not empty: enough for a note.
  String firstLine() {
    return output.lines().map(String::strip).filter(line -> !line.isEmpty()).findFirst().orElse("no output");
  }
}
