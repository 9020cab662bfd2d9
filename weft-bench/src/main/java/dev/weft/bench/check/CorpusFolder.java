package dev.weft.bench.check;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import org.jspecify.annotations.Nullable;

/// Where the corpus of a checkout is, from whatever folder the command is started.
final class CorpusFolder {
  private static final Path CORPUS = Path.of("weft-check", "corpus");

  private CorpusFolder() {}

  /// The corpus of the checkout that the working folder is in, or else of the one that this class was built in.
  ///
  /// @throws IOException with a message of one line if there is none
  static Path find() throws IOException {
    Path found = above(Path.of("").toAbsolutePath());
    found = found == null ? above(home()) : found;
    if (found == null) {
      throw new IOException("There is no " + CORPUS + " here or where weft.jar is. Name its folder with --corpus.");
    }
    return found;
  }

  static @Nullable Path above(@Nullable Path start) {
    for (Path folder = start; folder != null; folder = folder.getParent()) {
      if (Files.isRegularFile(folder.resolve(CORPUS).resolve(Corpus.INDEX))) {
        return folder.resolve(CORPUS);
      }
    }
    return null;
  }

  private static @Nullable Path home() {
    CodeSource source = CorpusFolder.class.getProtectionDomain().getCodeSource();
    try {
      return source == null ? null : Path.of(source.getLocation().toURI());
    } catch (URISyntaxException | IllegalArgumentException e) {
      return null;
    }
  }
}
