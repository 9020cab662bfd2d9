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
  ///
  /// What the block has got from a join, or from a scope inside it, is thrown as it is: as if it had been thrown by the opener.
  @Nullable FiberFailedException take(@Nullable FiberTask<?> block) {
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
        exception = failure.fiber == block ? ofBlock(failure) : ofFiber(failure, origin);
      } else if (failure.cause != exception.getCause() && !isEchoOf(origin, failure.cause)) {
        exception.addSuppressed(failure.cause);
      }
    }
    return exception;
  }

  private static FiberFailedException ofBlock(Failure failure) {
    return failure.cause instanceof FiberFailedException known ? known : new FiberFailedException(failure.fiber.toString(), failure.cause);
  }

  private static @Nullable FiberFailedException ofFiber(Failure failure, @Nullable Throwable origin) {
    boolean afterTold = failure.cause != origin && isEchoOf(origin, failure.cause);
    return afterTold ? null : new FiberFailedException(failure.fiber.toString(), failure.cause);
  }

  /// Somebody who joined the one that failed first and has failed because of that adds nothing.
  private static boolean isEchoOf(@Nullable Throwable origin, Throwable cause) {
    return cause instanceof FiberFailedException && cause.getCause() == origin && cause.getSuppressed().length == 0;
  }
}
