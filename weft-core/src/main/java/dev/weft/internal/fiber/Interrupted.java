package dev.weft.internal.fiber;

import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.channels.ClosedByInterruptException;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/// Whether an exception is how an interrupt shows. Waits say it plainly; the JDK's input and output closes what it was interrupted on, and each kind
/// of it has an exception of its own.
///
/// One that brings other failures with it, suppressed, says more than that. So does an exception of the program's own type that has such a cause; those
/// in which the JDK, and code that may throw no checked exception, wraps it do not.
final class Interrupted {
  private Interrupted() {}

  static boolean says(@Nullable Throwable thrown) {
    if (thrown == null || !isOne(thrown)) {
      return false;
    }
    return thrown.getSuppressed().length == 0 || saysAll(thrown);
  }

  /// The same with all that it brings with it, which may be many, and may bring each other.
  private static boolean saysAll(Throwable thrown) {
    Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    var left = new ArrayDeque<Throwable>(List.of(thrown));
    for (Throwable next = left.poll(); next != null; next = left.poll()) {
      if (!isOne(next)) {
        return false;
      }
      if (seen.add(next)) {
        left.addAll(List.of(next.getSuppressed()));
      }
    }
    return true;
  }

  private static boolean wrapsOne(RuntimeException wrapper) {
    Throwable cause = wrapper.getCause();
    return cause != null && !(cause instanceof RuntimeException) && isOne(cause) && cause.getSuppressed().length == 0;
  }

  private static boolean isOne(Throwable thrown) {
    return switch (thrown) {
      case InterruptedException _, CancellationException _, ClosedByInterruptException _ -> true;
      case SocketTimeoutException _ -> false;
      case InterruptedIOException _ -> true;
      case SocketException closed -> "Closed by interrupt".equals(closed.getMessage()); // there is no class for it
      case UncheckedIOException wrapper -> wrapsOne(wrapper);
      case RuntimeException plain when plain.getClass() == RuntimeException.class -> wrapsOne(plain);
      default -> false;
    };
  }
}
