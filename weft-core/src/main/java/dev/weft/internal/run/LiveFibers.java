package dev.weft.internal.run;

import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// All live fibers, for the JDK's thread dumps and for whoever closes a scheduler; the fibers' registry sets it.
public final class LiveFibers {
  private static volatile Supplier<? extends Stream<? extends Engines.EngineBound>> source = Stream::empty;

  private LiveFibers() {}

  /// Sets who knows them.
  public static void source(Supplier<? extends Stream<? extends Engines.EngineBound>> live) {
    source = live;
  }

  /// The threads of those that have begun.
  static Stream<Thread> threads() {
    return source.get().map(Engines.EngineBound::thread).filter(Objects::nonNull);
  }

  /// Those of one scheduler.
  static Stream<? extends Engines.EngineBound> of(Engine engine) {
    return source.get().filter(fiber -> fiber.engine() == engine);
  }
}
