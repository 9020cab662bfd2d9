package dev.weft.internal.mount;

import dev.weft.internal.inject.Injection;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import org.jspecify.annotations.Nullable;

/// The classes in `java.lang` that mount virtual threads, or why they are not there; and handles to their methods.
///
/// Where they are not there, handles stand in that nobody calls: first everybody looks at [Mounts#AVAILABLE].
final class Injected {
  private static final String PACKAGE = "java.lang.";

  /// Takes them away where whoever starts the JVM wants no fibers but the JDK's.
  private static final String SWITCH = "dev.weft.unmounted";

  /// Others before those that name them.
  private static final String[] CLASSES = {
    "FiberHandles", "FiberStates", "FiberStack", "FiberPark", "FiberMount", "FiberBody", "FiberVirtual", "FiberBindings", "FiberFresh"
  };

  /// Why there are none; null if they are there.
  static final @Nullable Throwable FAILURE = define();

  private Injected() {}

  private static @Nullable Throwable define() {
    try {
      if (Boolean.getBoolean(SWITCH)) {
        throw new IllegalAccessException("switched off");
      }
      Injection.define(CLASSES);
      for (String name : CLASSES) {
        Class.forName(PACKAGE + name, true, null); // now they look for what this JDK may not have
      }
      return null;
    } catch (ClassNotFoundException | IllegalAccessException | IOException | LinkageError | InternalError e) { // the last if a field has no place
      System.getLogger("dev.weft").log(Level.DEBUG, "Weft runs on the JDK''s scheduler: {0}", reason(e));
      return e;
    }
  }

  /// What is missing and what to do about it, for people; empty if nothing is.
  static String whyMissing() {
    return FAILURE == null ? "" : reason(FAILURE);
  }

  private static String reason(Throwable failure) {
    if (Boolean.getBoolean(SWITCH)) {
      return "-D" + SWITCH + "=true, which `weft check` sets, leaves fibers to the JDK's; use Schedulers.standard() or jdk() there";
    }
    return failure instanceof IllegalAccessException
        ? "java.lang is not open to it; start the JVM with --add-opens java.base/java.lang=ALL-UNNAMED"
            + " (or =dev.weft.core on the module path), or with -javaagent:weft.jar, or with `weft run`"
        : "this JVM is not one it knows how to mount fibers on ("
            + (failure.getCause() == null ? failure : failure.getCause())
            + "); the schedulers kernel and jdk need no mounting";
  }

  /// A public static method of one of them.
  static MethodHandle find(String type, String name, Class<?> result, Class<?>... parameters) {
    MethodType shape = MethodType.methodType(result, parameters);
    if (FAILURE != null) {
      return MethodHandles.empty(shape);
    }
    try {
      return MethodHandles.lookup().findStatic(Class.forName(PACKAGE + type, false, null), name, shape);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  /// A lookup that sees what a class of `java.lang` shows to its package.
  static MethodHandles.Lookup inside(Class<?> type) throws IllegalAccessException {
    return Injection.inside(type);
  }

  /// Errors such as StackOverflowError pass as they are; the injected classes throw nothing checked.
  static RuntimeException unexpected(Throwable t) {
    if (t instanceof Error e) {
      throw e;
    }
    if (t instanceof RuntimeException e) {
      throw e;
    }
    throw new IllegalStateException("mounting a fiber failed", t);
  }
}
