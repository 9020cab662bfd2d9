package dev.weft.internal.observe;

/// Threads that wait for something that the garbage collector brings: what nobody can reach any more. Nobody else has to run for that.
final class CollectorWaits {
  private CollectorWaits() {}

  static boolean isOne(StackTraceElement[] stack) {
    for (StackTraceElement frame : stack) {
      if (frame.getClassName().equals("java.lang.ref.ReferenceQueue")) {
        return true;
      }
      if (!frame.getClassName().startsWith("java.") && !frame.getClassName().startsWith("jdk.internal.")) {
        return false;
      }
    }
    return false;
  }
}
