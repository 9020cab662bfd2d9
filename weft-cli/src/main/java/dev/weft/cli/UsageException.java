package dev.weft.cli;

/// A mistake of the user: its message is printed on one line of standard error, and the exit code is 2.
public final class UsageException extends Exception {
  private static final long serialVersionUID = 1;

  /// `message` says what is wrong, on which thing, and what to do.
  public UsageException(String message) {
    super(message);
  }
}
