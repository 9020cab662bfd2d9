package dev.weft.internal.fiber;

import dev.weft.FiberFailedException;
import dev.weft.internal.util.Locked;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What has gone wrong in one scope, in order, until it is thrown: each failure once.
final class Failures extends Locked {
  /// By their fibers, so that one of many can be found and taken out.
  private @Nullable Map<FiberTask<?>, Throwable> all;

  private @Nullable Throwable first;

  /// Adds one.
  void add(FiberTask<?> fiber, Throwable cause) {
    lock();
    Map<FiberTask<?>, Throwable> known = all;
    if (known == null) {
      known = new LinkedHashMap<>();
      all = known;
    }
    if (!fiber.isTold()) {
      known.put(fiber, cause);
    }
    if (first == null) {
      first = cause;
    }
    unlock();
  }

  /// The opener has got this one thrown by a join; the fiber itself may be about to add it.
  void told(FiberTask<?> fiber) {
    lock();
    fiber.markTold();
    if (all != null) {
      all.remove(fiber);
    }
    unlock();
  }

  /// The first as an exception with the others suppressed in it; null if nobody needs to be told anything. Then there are none.
  @Nullable FiberFailedException take() {
    lock();
    Map<FiberTask<?>, Throwable> taken = all;
    Throwable origin = first;
    all = null;
    unlock();
    if (taken == null) {
      return null;
    }
    FiberFailedException exception = null;
    for (Map.Entry<FiberTask<?>, Throwable> failure : taken.entrySet()) {
      Throwable cause = failure.getValue();
      if (exception == null) {
        boolean afterTold = cause != origin && isEchoOf(origin, cause);
        exception = afterTold ? null : new FiberFailedException(failure.getKey().toString(), cause);
      } else if (cause != exception.getCause() && !isEchoOf(origin, cause)) {
        exception.addSuppressed(cause);
      }
    }
    return exception;
  }

  /// Somebody who joined the one that failed first and has failed because of that adds nothing.
  private static boolean isEchoOf(@Nullable Throwable origin, Throwable cause) {
    return cause instanceof FiberFailedException && cause.getCause() == origin && cause.getSuppressed().length == 0;
  }
}
