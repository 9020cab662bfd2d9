package dev.weft.internal.fiber;

import dev.weft.FiberFailedException;
import dev.weft.internal.util.Locked;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What has gone wrong in one scope, in order, until it is thrown: each failure once.
///
/// One that its opener has been told of stays in the list, marked, until as many are marked as not: so none is searched for.
final class Failures extends Locked {
  private @Nullable List<KeptFailure> all;
  private @Nullable Throwable first;

  /// How many have been told since the list was last cleared of them.
  private int told;

  /// Adds one.
  void add(FiberTask<?> fiber, Throwable cause) {
    lock();
    List<KeptFailure> known = all;
    if (known == null) {
      known = new ArrayList<>();
      all = known;
    }
    if (!fiber.isTold()) {
      known.add(new KeptFailure(fiber, cause));
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
    told++;
    List<KeptFailure> known = all;
    if (known != null && 2 * told >= known.size()) {
      clear(known);
    }
    unlock();
  }

  /// Those that are to be told; a snapshot.
  List<KeptFailure> kept() {
    lock();
    List<KeptFailure> known = all;
    KeptFailure[] now = known == null ? new KeptFailure[0] : known.toArray(KeptFailure[]::new);
    unlock();
    return Arrays.stream(now).filter(failure -> !failure.fiber().isTold()).toList();
  }

  /// With the lock held.
  private void clear(List<KeptFailure> list) {
    list.removeIf(failure -> failure.fiber().isTold());
    told = 0;
  }

  /// The first as an exception with the others suppressed in it; null if nobody needs to be told anything. Then there are none.
  ///
  /// What the block has got from a join, or from a scope inside it, is thrown as it is: as if it had been thrown by the opener.
  @Nullable FiberFailedException take(@Nullable FiberTask<?> block) {
    lock();
    List<KeptFailure> taken = all;
    Throwable origin = first;
    all = null;
    if (taken != null) {
      clear(taken);
    }
    unlock();
    if (taken == null) {
      return null;
    }
    FiberFailedException exception = null;
    for (KeptFailure failure : taken) {
      FiberTask<?> fiber = failure.fiber();
      Throwable cause = failure.cause();
      if (exception == null) {
        exception = fiber == block ? ofBlock(fiber, cause) : ofFiber(fiber, cause, origin);
      } else if (cause != exception && cause != exception.getCause() && !isEchoOf(origin, cause)) {
        exception.addSuppressed(cause);
      }
    }
    return exception;
  }

  private static FiberFailedException ofBlock(FiberTask<?> block, Throwable cause) {
    return cause instanceof FiberFailedException known ? known : new FiberFailedException(block.toString(), cause);
  }

  private static @Nullable FiberFailedException ofFiber(FiberTask<?> fiber, Throwable cause, @Nullable Throwable origin) {
    boolean afterTold = cause != origin && isEchoOf(origin, cause);
    return afterTold ? null : new FiberFailedException(fiber.toString(), cause);
  }

  /// Somebody who joined the one that failed first and has failed because of that adds nothing.
  private static boolean isEchoOf(@Nullable Throwable origin, Throwable cause) {
    return cause instanceof FiberFailedException && cause.getCause() == origin && cause.getSuppressed().length == 0;
  }
}
