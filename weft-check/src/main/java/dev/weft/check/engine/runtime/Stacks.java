package dev.weft.check.engine.runtime;

import java.util.ArrayList;
import java.util.List;

/// Stack traces as the user should see them: without the checker's and the JDK's own frames around the edges.
public final class Stacks {
  private Stacks() {}

  public static boolean isApplication(StackTraceElement frame) {
    String name = frame.getClassName();
    return !(name.startsWith("java.") || name.startsWith("jdk.") || name.startsWith("sun.")
        || name.startsWith("javax.") || name.startsWith("dev.weft.check.engine.") || Library.contains(name));
  }

  /// `Transfer.main (Transfer.java:21)`.
  public static String show(StackTraceElement frame) {
    String name = frame.getClassName();
    String place = frame.getFileName() == null ? "unknown" : frame.getFileName() + ":" + frame.getLineNumber();
    return name.substring(name.lastIndexOf('.') + 1) + "." + frame.getMethodName() + " (" + place + ")";
  }

  /// The frames without those of the checker, and without what the JDK did to get to the application's first one.
  public static List<StackTraceElement> visible(StackTraceElement[] frames) {
    List<StackTraceElement> shown = new ArrayList<>();
    for (StackTraceElement frame : frames) {
      String name = frame.getClassName();
      if (!name.startsWith("dev.weft.check.engine.") && !name.startsWith("jdk.internal.vm.Continuation")
          && !name.startsWith("jdk.internal.reflect.") && !name.startsWith("java.lang.reflect.")
          && !name.startsWith("java.lang.invoke.")) {
        shown.add(frame);
      }
    }
    boolean application = shown.stream().anyMatch(Stacks::isApplication);
    while (application && !isApplication(shown.getLast())) {
      shown.removeLast();
    }
    return shown;
  }

  static List<String> lines(StackTraceElement[] frames) {
    return visible(frames).stream().map(Stacks::show).toList();
  }

  /// `File.java:21` of the innermost application frame, or of the innermost frame at all.
  static String place(StackTraceElement[] frames) {
    for (StackTraceElement frame : frames) {
      if (isApplication(frame)) {
        return frame.getFileName() + ":" + frame.getLineNumber();
      }
    }
    List<StackTraceElement> shown = visible(frames);
    return shown.isEmpty() ? "unknown" : show(shown.getFirst());
  }

  static boolean anyMethod(StackTraceElement[] frames, String part) {
    for (StackTraceElement frame : frames) {
      if (frame.getMethodName().contains(part)) {
        return true;
      }
    }
    return false;
  }
}
