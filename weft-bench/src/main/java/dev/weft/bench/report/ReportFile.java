package dev.weft.bench.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/// Where a report goes: the whole report or nothing, so that an earlier one outlives a full disk.
///
/// It is written beside its place and then moved there. What is no regular file, such as a pipe, is written at once, and
/// so is a file that this user may write in a folder where nothing can be made.
public final class ReportFile {
  private ReportFile() {}

  /// Why a report cannot go there, as far as that can be told before there is one.
  public static Optional<String> obstacle(Path file) {
    Path folder = folder(file);
    if (!Files.isDirectory(folder)) {
      return Optional.of("there is no folder " + folder);
    }
    if (Files.isDirectory(file)) {
      return Optional.of("it is a folder; name a file in it");
    }
    if (!Files.isWritable(Files.exists(file) ? file : folder)) {
      return Optional.of("this user may not write there");
    }
    return Optional.empty();
  }

  static void write(Path file, String text) throws IOException {
    Path place = Files.isRegularFile(file) ? file.toRealPath() : file; // what a link leads to, not the link
    if (Files.exists(place) && !(Files.isRegularFile(place) && Files.isWritable(folder(place)))) {
      Files.writeString(place, text);
      return;
    }
    Path part = place.resolveSibling(place.getFileName() + ".part");
    try {
      Files.writeString(part, text);
      Files.move(part, place, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(part);
    }
  }

  private static Path folder(Path file) {
    Path folder = file.toAbsolutePath().getParent();
    return folder == null ? file.toAbsolutePath() : folder;
  }
}
