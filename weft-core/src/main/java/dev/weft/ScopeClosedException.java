package dev.weft;

/// Thrown by a fork in a scope that has closed.
public final class ScopeClosedException extends IllegalStateException {
  private static final long serialVersionUID = 1;

  /// With what was closed, and what to do.
  public ScopeClosedException(String message) {
    super(message);
  }
}
