package dev.weft.check.launch;

import dev.weft.check.engine.explore.Plan;
import java.nio.file.Path;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What can be chosen by name, the same on the command line, in the annotation and from Java. A name that is none is an
/// `IllegalArgumentException`, whose message says which there are.
public final class Choices {
  /// What a report can be written as.
  public enum Format { HTML, JSON, SARIF }

  private static final Set<String> STRATEGIES = Set.of("auto", "random", "pct", "pos", "surw", "dpor");

  private Choices() {}

  /// Strategies, by the names that the engine's `Portfolio` knows.
  public static String strategy(String name) {
    if (!STRATEGIES.contains(name)) {
      throw new IllegalArgumentException("no strategy is called " + name + ": choose auto, random, pct, pos, surw or dpor");
    }
    return name;
  }

  /// Null for `auto`: the checker chooses.
  public static Plan.@Nullable Backend backend(String name) {
    return switch (name) {
      case "auto" -> null;
      case "continuations" -> Plan.Backend.CONTINUATIONS;
      case "platform" -> Plan.Backend.PLATFORM;
      default -> throw new IllegalArgumentException("no backend is called " + name + ": choose auto, continuations or platform");
    };
  }

  /// Null for `auto`: the checker chooses.
  public static Plan.@Nullable Isolation isolation(String name) {
    return switch (name) {
      case "auto" -> null;
      case "statics" -> Plan.Isolation.STATICS;
      case "loader" -> Plan.Isolation.LOADER;
      case "jvm" -> Plan.Isolation.JVM;
      default -> throw new IllegalArgumentException("no isolation is called " + name + ": choose auto, statics, loader or jvm");
    };
  }

  /// What is to be written into a file, by its ending.
  public static Format format(Path file) {
    String name = String.valueOf(file.getFileName());
    if (name.endsWith(".html")) {
      return Format.HTML;
    } else if (name.endsWith(".json")) {
      return Format.JSON;
    } else if (name.endsWith(".sarif")) {
      return Format.SARIF;
    }
    throw new IllegalArgumentException("what should be in " + file + "? A report ends in .html, .json or .sarif");
  }
}
