package dev.weft.check.engine.runtime;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Stack traces as the user should see them: without the checker's and the JDK's own frames around the edges.
public final class Stacks {
  private static final List<String> WEFT = List.of("dev.weft.wait.", "dev.weft.channel.", "dev.weft.sync.", "dev.weft.schedule.",
      "dev.weft.internal.", "dev.weft.Fiber", "dev.weft.Scope", "dev.weft.Select", "dev.weft.Timer");

  /// What fails a test on its behalf: where an assertion is checked is not where it is.
  private static final List<String> ASSERTIONS = List.of("org.junit.", "junit.framework.", "org.opentest4j.", "org.assertj.",
      "org.hamcrest.", "com.google.common.truth.");

  private Stacks() {}

  public static boolean isApplication(StackTraceElement frame) {
    String name = frame.getClassName();
    return !(name.startsWith("java.") || name.startsWith("jdk.") || name.startsWith("sun.")
        || name.startsWith("javax.") || name.startsWith("dev.weft.check.engine.") || isAssertions(name) || Library.contains(name));
  }

  private static boolean isAssertions(String name) {
    return ASSERTIONS.stream().anyMatch(name::startsWith);
  }

  /// True if the calling thread is in a function that native code has called through java.lang.foreign: the JVM does not survive an
  /// exception there.
  static boolean inUpcall() {
    return StackWalker.getInstance(StackWalker.Option.SHOW_HIDDEN_FRAMES).walk(frames -> frames.anyMatch(
        frame -> frame.getClassName().startsWith("jdk.internal.foreign.abi.UpcallStub")));
  }

  /// `Transfer.main (Transfer.java:21)`.
  public static String show(StackTraceElement frame) {
    String name = frame.getClassName();
    String place = frame.getFileName() == null ? "unknown" : frame.getFileName() + ":" + frame.getLineNumber();
    return name.substring(name.lastIndexOf('.') + 1) + "." + frame.getMethodName() + " (" + place + ")";
  }

  /// The frames without those of the checker and of libraries of assertions, and without what the JDK did to get to the application's first one.
  public static List<StackTraceElement> visible(StackTraceElement[] frames) {
    List<StackTraceElement> shown = new ArrayList<>();
    for (StackTraceElement frame : frames) {
      String name = frame.getClassName();
      if (!isCheckers(frame) && !isAssertions(name) && !name.startsWith("jdk.internal.vm.Continuation")
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

  /// The frames of a real thread without the innermost ones, in which the checker has parked it.
  static StackTraceElement[] withoutTop(StackTraceElement[] frames) {
    int from = 0;
    for (int i = 0; i < frames.length && (isCheckers(frames[i]) || frames[i].getClassName().equals("jdk.internal.misc.Unsafe")); i++) {
      from = i + 1;
    }
    return Arrays.copyOfRange(frames, from, frames.length);
  }

  private static boolean isCheckers(StackTraceElement frame) {
    return frame.getClassName().startsWith("dev.weft.check.engine.");
  }

  static List<String> lines(StackTraceElement[] frames) {
    return visible(frames).stream().map(Stacks::show).toList();
  }

  /// `File.java:21` of the innermost application frame, or of the innermost frame at all; of Weft itself only if there is no other.
  static String place(StackTraceElement[] frames) {
    StackTraceElement best = null;
    for (StackTraceElement frame : frames) {
      if (isApplication(frame)) {
        best = best == null || isWeft(best) ? frame : best;
      }
    }
    if (best != null) {
      return best.getFileName() + ":" + best.getLineNumber();
    }
    List<StackTraceElement> shown = visible(frames);
    return shown.isEmpty() ? "unknown" : show(shown.getFirst());
  }

  private static boolean isWeft(StackTraceElement frame) {
    return WEFT.stream().anyMatch(frame.getClassName()::startsWith);
  }

  /// The method of Weft that the application has called: `RingChannel.receive`; null if it is in none.
  static @Nullable String callOfWeft(StackTraceElement[] frames) {
    StackTraceElement call = null;
    for (StackTraceElement frame : frames) {
      if (isWeft(frame)) {
        call = frame;
      } else if (isApplication(frame)) {
        break;
      }
    }
    return call == null ? null : call.getClassName().substring(call.getClassName().lastIndexOf('.') + 1) + "." + call.getMethodName();
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
