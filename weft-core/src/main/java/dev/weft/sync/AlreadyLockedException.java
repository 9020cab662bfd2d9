package dev.weft.sync;

/// Thrown when a fiber or thread locks a mutex that it holds already: it would wait for itself.
public final class AlreadyLockedException extends IllegalStateException {
  private static final long serialVersionUID = 1;

  AlreadyLockedException(String message) {
    super(message);
  }
}
