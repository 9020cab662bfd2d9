package dev.weft.internal.util;

import java.lang.StackWalker.StackFrame;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Where in the user's program Weft is being called: the first frame that is neither Weft's nor the JDK's.
public final class CallSites {
  private CallSites() {}

  /// The caller's frame; empty if there is none.
  public static Optional<StackFrame> caller() {
    return StackWalker.getInstance().walk(frames -> frames.filter(frame -> !isOurs(frame.getClassName())).findFirst());
  }

  /// Such as `Bank.java:12`; `unknown` without a frame.
  public static String place(@Nullable StackFrame frame) {
    return frame == null ? "unknown" : frame.getFileName() + ":" + frame.getLineNumber();
  }

  private static boolean isOurs(String type) {
    return type.startsWith("java.")
        || type.startsWith("jdk.")
        || (type.startsWith("dev.weft.") && !type.endsWith("Test") && !type.contains("Test$"));
  }
}
