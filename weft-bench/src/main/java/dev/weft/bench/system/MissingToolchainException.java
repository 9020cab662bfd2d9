package dev.weft.bench.system;

/// This machine lacks what a system needs, or its peer cannot be built; the message is one line and says what to do.
public final class MissingToolchainException extends Exception {
  public MissingToolchainException(String message) {
    super(message);
  }
}
