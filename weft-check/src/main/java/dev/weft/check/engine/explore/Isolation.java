package dev.weft.check.engine.explore;

import dev.weft.check.engine.runtime.Statics;
import java.io.IOException;

/// Keeps schedules apart: makes the body of each schedule's main task, so that it finds the program's classes as if it were the
/// first.
final class Isolation {
  /// Finds the program in a class loader.
  interface Source {
    Subject in(ClassLoader loader) throws Unusable, IOException;
  }

  private final Source source;
  private Subject subject;
  private boolean loaders;

  private Isolation(Source source, Subject subject) {
    this.source = source;
    this.subject = subject;
  }

  static Isolation of(Source source, Plan.Isolation kind) throws Unusable, IOException {
    boolean loaders = kind == Plan.Isolation.LOADER;
    Isolation isolation = new Isolation(source, source.in(loaders ? FreshLoader.next() : ClassLoader.getSystemClassLoader()));
    isolation.loaders = loaders;
    return isolation;
  }

  /// From now on each schedule gets a class loader of its own.
  void useLoaders() {
    loaders = true;
  }

  boolean usesLoaders() {
    return loaders;
  }

  /// For reports.
  String describe() {
    return loaders ? "classes loaded anew for each schedule" : Statics.count() == 0 ? "no static state"
        : "static fields of " + Statics.count() + " classes set anew before each schedule";
  }

  /// The body of the main task of one schedule. Whatever it throws is uncaught there.
  Runnable body() {
    if (!loaders) {
      Subject known = subject;
      return () -> run(known, true);
    }
    ClassLoader loader = FreshLoader.next();
    try {
      subject = source.in(loader);
    } catch (Unusable | IOException e) {
      throw new IllegalStateException("the program was found once, but not again: " + e.getMessage(), e);
    }
    Subject fresh = subject;
    return () -> {
      Thread.currentThread().setContextClassLoader(loader);
      run(fresh, false);
    };
  }

  private static void run(Subject subject, boolean resets) {
    try {
      if (resets) {
        Statics.reset();
      }
      subject.run();
    } catch (Throwable e) {
      throw Isolation.<RuntimeException>sneaky(e);
    }
  }

  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  private static <T extends Throwable> T sneaky(Throwable e) throws T {
    throw (T) e;
  }
}
