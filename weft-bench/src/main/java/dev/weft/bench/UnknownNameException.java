package dev.weft.bench;

import java.util.List;

/// A suite or a system that there is not; the message names those that there are.
public final class UnknownNameException extends RuntimeException {
  public UnknownNameException(String kind, String name, List<String> known) {
    super("There is no " + kind + " \"" + name + "\". There are: " + String.join(", ", known) + ".");
  }
}
