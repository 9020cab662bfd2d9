package dev.weft.observe;

import dev.weft.internal.observe.Watches;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Consumer;

/// Shows the table of a program in which nothing has happened for some time, once each time (`SIGQUIT` to a Go program or a JVM, without anybody who sends it).
///
/// Nothing has happened when no carrier has begun a turn: everybody waits, or the one who runs does not let go. An idle server is
/// such a program too. On kernel threads and on the JDK's scheduler, where nobody counts turns, whoever runs makes something happen.
public final class HangDump {
  private HangDump() {}

  /// Watches all schedulers from now on.
  ///
  /// @param quiet for how long nothing must have happened
  /// @param action gets the table, on a thread of the runtime's own; what it throws is logged
  /// @throws IllegalArgumentException if the time is not positive
  public static void install(Duration quiet, Consumer<? super FiberTable> action) {
    if (!quiet.isPositive()) {
      throw new IllegalArgumentException("a program is quiet for some time or it is not: " + quiet + " is no time");
    }
    Watches.hangs(quiet, Objects.requireNonNull(action, "action"));
  }
}
