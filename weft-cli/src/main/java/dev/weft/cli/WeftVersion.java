package dev.weft.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.IVersionProvider;

/// The version in the jar's manifest, and the Java that runs it.
final class WeftVersion implements IVersionProvider {
  @Override
  public String[] getVersion() {
    @Nullable String version = WeftVersion.class.getPackage().getImplementationVersion();
    return new String[] {
      "weft " + (version == null ? "unpackaged" : version),
      "Java " + Runtime.version() + " in " + System.getProperty("java.home")
    };
  }
}
