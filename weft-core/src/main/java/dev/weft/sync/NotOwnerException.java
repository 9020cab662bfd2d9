package dev.weft.sync;

/// Thrown when somebody unlocks, or waits with, a mutex that somebody else holds.
public final class NotOwnerException extends IllegalMonitorStateException {
  private static final long serialVersionUID = 1;

  NotOwnerException(String message) {
    super(message);
  }
}
