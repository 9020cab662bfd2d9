package dev.weft.check.engine.runtime;

/// What a fiber of Weft's has thrown reaches its scope in a wrapper: the bug is what is inside.
final class FiberFailures {
  private static final String WRAPPER = "dev.weft.FiberFailedException";
  private static final String FAILED = " failed: ";

  private FiberFailures() {}

  /// What was thrown at first.
  static Throwable cause(Throwable error) {
    Throwable inner = error;
    while (inner.getClass().getName().equals(WRAPPER) && inner.getCause() != null) {
      inner = inner.getCause();
    }
    return inner;
  }

  /// `thread main`, or the innermost fiber that it came through.
  static String origin(Throwable error, Task task) {
    String origin = "thread " + task.name();
    Throwable inner = error;
    while (inner.getClass().getName().equals(WRAPPER) && inner.getCause() != null) {
      String message = String.valueOf(inner.getMessage());
      int end = message.indexOf(FAILED);
      origin = end < 0 ? origin : message.substring(0, end);
      inner = inner.getCause();
    }
    return origin;
  }
}
