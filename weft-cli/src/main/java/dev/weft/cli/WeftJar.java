package dev.weft.cli;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;

/// The jar that this code runs from: command, agent and library in one file.
public final class WeftJar {
  private WeftJar() {}

  /// Its path.
  ///
  /// @throws UsageException when the code runs from anything but a jar
  public static Path path() throws UsageException {
    CodeSource source = WeftJar.class.getProtectionDomain().getCodeSource();
    try {
      Path path = Path.of(source.getLocation().toURI());
      if (Files.isRegularFile(path)) {
        return path;
      }
      throw new UsageException("programs can be run from weft.jar only, and this is " + path);
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
