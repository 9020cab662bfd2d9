package dev.weft;

/// Thrown by a fork that a scope's [Limit] refuses: as many fibers as it allows run and wait.
public final class LimitExceededException extends IllegalStateException {
  private static final long serialVersionUID = 1;

  /// With the limit, and what to do.
  public LimitExceededException(String message) {
    super(message);
  }
}
