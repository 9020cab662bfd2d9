package dev.weft.internal.fiber;

import dev.weft.FiberFailedException;
import dev.weft.internal.util.Locked;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What has gone wrong in one scope, in order, until it is thrown: each failure once.
final class Failures extends Locked {
  private record Failure(FiberTask<?> fiber, Throwable cause) {}

  private @Nullable List<Failure> all;
  private @Nullable Throwable first;

  /// Adds one.
  void add(FiberTask<?> fiber, Throwable cause) {
    lock();
    List<Failure> known = all;
    if (known == null) {
      known = new ArrayList<>();
      all = known;
    }
    if (!fiber.isTold()) {
      known.add(new Failure(fiber, cause));
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
      all.removeIf(failure -> failure.fiber == fiber);
    }
    unlock();
  }

  /// The first as an exception with the others suppressed in it; null if nobody needs to be told anything. Then there are none.
  @Nullable FiberFailedException take() {
    lock();
    List<Failure> taken = all;
    Throwable origin = first;
    all = null;
    unlock();
    if (taken == null) {
      return null;
    }
    FiberFailedException exception = null;
    for (Failure failure : taken) {
      if (exception == null) {
        boolean afterTold = failure.cause != origin && isEchoOf(origin, failure.cause);
        exception = afterTold ? null : new FiberFailedException(failure.fiber.toString(), failure.cause);
      } else if (failure.cause != exception.getCause() && !isEchoOf(origin, failure.cause)) {
        exception.addSuppressed(failure.cause);
      }
    }
    return exception;
  }

  /// Somebody who joined the one that failed first and has failed because of that adds nothing.
  private static boolean isEchoOf(@Nullable Throwable origin, Throwable cause) {
    return cause instanceof FiberFailedException && cause.getCause() == origin && cause.getSuppressed().length == 0;
  }
}
