package dev.weft.internal.run;

import java.util.function.Supplier;
import java.util.stream.Stream;

/// The threads of all live fibers, for the JDK's thread dumps; the fibers' registry sets it.
public final class FiberThreads {
  private static volatile Supplier<Stream<Thread>> source = Stream::empty;

  private FiberThreads() {}

  /// Sets who knows the live fibers.
  public static void source(Supplier<Stream<Thread>> live) {
    source = live;
  }

  static Stream<Thread> list() {
    return source.get();
  }
}
